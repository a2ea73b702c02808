package dev.freshet.pipelines.training;

import java.io.Serializable;
import java.nio.file.Path;

/**
 * A file of events.
 *
 * @param order its place in the order of files
 * @param source the name of its source
 */
record EventFile(int order, String source, String file, long bytes) implements Serializable {

  Path path() {
    return Path.of(file);
  }
}
