package dev.freshet.infra.command;

import dev.freshet.infra.process.ParentPipe;
import picocli.CommandLine.Option;

/** Whether the command is a part of a system, and ends with whoever started it. */
final class ParentOption {

  @Option(names = "--with-parent", hidden = true, description = "Stop when stdin ends.")
  private boolean withParent;

  boolean isSet() {
    return withParent;
  }

  /** Sees to that end, if there is a parent. */
  void watch() {
    if (withParent) {
      ParentPipe.watch();
    }
  }
}
