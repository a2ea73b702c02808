package dev.freshet.pipelines.parity;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be measured.
 *
 * @param served files of a served log
 * @param events globs to read events from instead of the sources' own files, by source
 * @param archive the folder of an archive, which has the events of all other sources, and tells
 *     what a row's version knew
 */
public record ParityRequest(
    List<Path> served, Map<String, List<String>> events, Optional<Path> archive) {

  public ParityRequest {
    served = List.copyOf(served);
    events = Map.copyOf(events);
  }
}
