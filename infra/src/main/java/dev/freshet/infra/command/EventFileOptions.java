package dev.freshet.infra.command;

import dev.freshet.infra.console.InputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** What is said of files of events besides those that sources name. */
final class EventFileOptions {

  @Option(
      names = "--events",
      paramLabel = "SOURCE=GLOB",
      description = "Read a source's events from these files instead of its own; may be repeated.")
  private List<String> events = List.of();

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
