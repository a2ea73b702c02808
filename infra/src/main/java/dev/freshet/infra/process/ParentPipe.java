package dev.freshet.infra.process;

import java.io.IOException;

/**
 * The pipe from the parent, seen from a Java child: its stdin, which ends when the parent is gone.
 * Nothing is ever read from it.
 */
public final class ParentPipe {

  private static final long PATIENCE_MILLIS = 5_000;

  private ParentPipe() {}

  /**
   * Ends this process in order when the parent is gone, and by force if that takes five seconds.
   */
  public static void watch() {
    Thread watcher = new Thread(ParentPipe::awaitEnd, "parent-pipe");
    watcher.setDaemon(true);
    watcher.start();
  }

  private static void awaitEnd() {
    try {
      while (System.in.read() >= 0) {
        // Until it ends.
      }
    } catch (IOException e) {
      // Then it has ended.
    }
    Thread force = new Thread(ParentPipe::haltLater, "parent-pipe-force");
    force.setDaemon(true);
    force.start();
    System.exit(0);
  }

  private static void haltLater() {
    try {
      Thread.sleep(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(1);
  }
}
