package dev.freshet.infra.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a log: what a process said before it ended. */
final class LastWords {

  private static final int LINES = 20;

  private LastWords() {}

  /** The last lines, to be put behind a message; nothing if there are none. */
  static String of(Path log) {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      return lines.isEmpty()
          ? ""
          : "; its last words:\n  "
              + String.join("\n  ", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    } catch (IOException e) {
      return "";
    }
  }
}
