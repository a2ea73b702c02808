package dev.freshet.infra.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The program that starts another one in a session of its own; Linux has it, macOS does not. */
final class Setsid {

  static final Optional<String> PATH =
      Arrays.stream(
              System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(File.pathSeparator, -1))
          .map(folder -> Path.of(folder, "setsid"))
          .filter(Files::isExecutable)
          .map(Path::toString)
          .findFirst();

  private Setsid() {}
}
