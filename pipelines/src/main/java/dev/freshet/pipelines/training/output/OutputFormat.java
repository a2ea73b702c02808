package dev.freshet.pipelines.training.output;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** How a file of vectors is written, told by its name. */
public enum OutputFormat {
  JSONL,
  CSV,
  PARQUET;

  /** The extensions there are. */
  public static final String KNOWN = ".parquet .csv .jsonl";

  /** The format of a file to be written; empty if its name tells of none. */
  public static Optional<OutputFormat> of(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    for (OutputFormat format : values()) {
      if (name.endsWith("." + format.name().toLowerCase(Locale.ROOT))) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}
