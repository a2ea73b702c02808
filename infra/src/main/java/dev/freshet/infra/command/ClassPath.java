package dev.freshet.infra.command;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What this process's classes are loaded from. */
final class ClassPath {

  private ClassPath() {}

  static List<Path> entries() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(Path::of)
        .toList();
  }
}
