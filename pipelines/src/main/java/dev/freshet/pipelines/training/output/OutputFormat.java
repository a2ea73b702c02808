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
  public static final String KNOWN = ".parquet .csv .jsonl, and of the latter two .gz";

  private static final String PACKED = ".gz";

  /** The format of a file to be written; empty if its name tells of none. */
  public static Optional<OutputFormat> of(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    boolean packed = isPacked(file);
    String unpacked = packed ? name.substring(0, name.length() - PACKED.length()) : name;
    for (OutputFormat format : values()) {
      if (unpacked.endsWith("." + format.name().toLowerCase(Locale.ROOT))) {
        return packed && format == PARQUET ? Optional.empty() : Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /** Whether a file of that name is packed. */
  public static boolean isPacked(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(PACKED);
  }
}
