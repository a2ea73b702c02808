package dev.freshet.infra.demo;

import java.nio.file.Path;
import java.util.List;

/** What to try after a demo. */
final class WhatNext {

  private WhatNext() {}

  /**
   * @param repository the shop's folder
   */
  static List<String> lines(Path repository) {
    return List.of(
        "next:",
        "  look at the definitions        " + repository,
        "  change them, and check them    ./freshet validate " + repository,
        "  run them on events of your own ./freshet up " + repository);
  }
}
