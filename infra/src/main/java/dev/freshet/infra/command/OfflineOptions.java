package dev.freshet.infra.command;

import dev.freshet.infra.console.InputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** How events at rest are read and folded. */
final class OfflineOptions {

  @Option(
      names = "--events",
      paramLabel = "SOURCE=GLOB",
      description = "Read a source's events from these files instead of its own; may be repeated.")
  private List<String> events = List.of();

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "How many parts are read and folded at once; 2 by default.")
  private int parallelism = 2;

  /** How many parts are worked on at once; at least 1. */
  int parallelism() {
    if (parallelism < 1) {
      throw new InputException("--parallelism " + parallelism + ": write a positive number");
    }
    return parallelism;
  }

  /** Globs by source. */
  Map<String, List<String>> bySource() {
    Map<String, List<String>> files = new LinkedHashMap<>();
    for (String pair : events) {
      int equals = pair.indexOf('=');
      if (equals < 1 || equals == pair.length() - 1) {
        throw new InputException(
            "--events " + pair + ": write SOURCE=GLOB, such as clicks=events/*.jsonl");
      }
      files
          .computeIfAbsent(pair.substring(0, equals), source -> new ArrayList<>())
          .add(pair.substring(equals + 1));
    }
    return files;
  }
}
