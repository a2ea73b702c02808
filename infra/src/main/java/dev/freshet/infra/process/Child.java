package dev.freshet.infra.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A running child process. Thread-safe. */
public final class Child {

  private static final int SIGNALLED = 128;

  private final Process process;

  Child(Process process) {
    this.process = process;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Completed with the exit code when the process has ended; 128 + n where signal n ended it. */
  public CompletableFuture<Integer> ended() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /** Whether that exit code tells of an end that somebody asked for: 0, SIGHUP, SIGINT, SIGTERM. */
  public static boolean isOrderly(int exitCode) {
    return exitCode == 0
        || exitCode == SIGNALLED + 1
        || exitCode == SIGNALLED + 2
        || exitCode == SIGNALLED + 15;
  }

  /** How a process ended, for people: {@code signal 9} or {@code exit code 1}. */
  public static String describe(int exitCode) {
    return exitCode > SIGNALLED ? "signal " + (exitCode - SIGNALLED) : "exit code " + exitCode;
  }

  /** Ends the process by force, at once. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Asks the process to end. */
  public void ask() {
    process.destroy();
  }

  /** Asks the process to end, and ends it by force when the patience is over. */
  public void stop(Duration patience) {
    process.destroy();
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Lets the process go on from where it waits for its guardian to know of it. */
  void release() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }
}
