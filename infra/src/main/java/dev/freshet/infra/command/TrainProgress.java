package dev.freshet.infra.command;

import dev.freshet.infra.console.Console;
import dev.freshet.infra.console.Progress;
import dev.freshet.infra.train.Watcher;

/** How far a model's training is: a bar for what is being done. */
final class TrainProgress implements Watcher {

  private final Console console;
  private String shown = "";
  private Progress progress;

  TrainProgress(Console console) {
    this.console = console;
    this.progress = new Progress(console, shown);
  }

  @Override
  public void at(String what, double share, int trees) {
    show(what, share, trees);
  }

  /** Rows have been read. */
  void reading(double share, long rows) {
    show("reading rows", share, rows);
  }

  private void show(String what, double share, long count) {
    if (!what.equals(shown)) {
      shown = what;
      progress = new Progress(console, what);
    }
    progress.at(share, count);
  }

  void end() {
    progress.end();
  }
}
