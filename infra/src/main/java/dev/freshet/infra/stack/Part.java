package dev.freshet.infra.stack;

import dev.freshet.infra.console.Console;
import dev.freshet.infra.console.EnvironmentException;
import dev.freshet.infra.probe.Probe;
import dev.freshet.infra.process.Child;
import dev.freshet.infra.process.Children;
import dev.freshet.infra.process.Program;
import java.time.Duration;

/**
 * One part of the stack: a child process that is started again, in the same place, when it ends
 * unasked. One that was asked to end (SIGTERM) stays down. Thread-safe.
 */
final class Part {

  private static final Duration START_PATIENCE = Duration.ofMinutes(3);
  private static final long PROBE_MILLIS = 20;
  private static final long FIRST_PAUSE_MILLIS = 200;
  private static final long LONGEST_PAUSE_MILLIS = 10_000;

  private final Program program;
  private final Children children;
  private final Probe probe;
  private final Console console;
  private Child child;
  private boolean stopping;

  Part(Program program, Children children, Probe probe, Console console) {
    this.program = program;
    this.children = children;
    this.probe = probe;
    this.console = console;
  }

  String name() {
    return program.name();
  }

  synchronized long pid() {
    return child.pid();
  }

  /** Starts the process; whether it works is not awaited. */
  synchronized void start() {
    if (stopping) {
      throw new EnvironmentException("the stack is stopping");
    }
    child = children.start(program);
  }

  /** Waits until the part answers its probe. */
  void awaitReady() {
    Child awaited = current();
    long deadline = System.nanoTime() + START_PATIENCE.toNanos();
    while (!probe.answers()) {
      if (!awaited.isAlive()) {
        throw new EnvironmentException(
            program.name()
                + " ended with "
                + Child.describe(awaited.ended().join())
                + " while starting"
                + lastWords());
      }
      if (System.nanoTime() > deadline) {
        throw new EnvironmentException(
            program.name()
                + " was not ready within "
                + START_PATIENCE.toSeconds()
                + " s"
                + lastWords());
      }
      pause(PROBE_MILLIS);
    }
  }

  /** From now on starts the process again when it ends unasked. */
  void supervise() {
    Thread thread = new Thread(this::watch, "supervise-" + program.name());
    thread.setDaemon(true);
    thread.start();
  }

  /** Asks the process to end; it stays down. */
  synchronized void ask() {
    stopping = true;
    if (child != null) {
      child.ask();
    }
  }

  /** Ends the process, by force when the patience is over; it stays down. */
  void stop(Duration patience) {
    Child last;
    synchronized (this) {
      stopping = true;
      last = child;
    }
    if (last != null) {
      last.stop(patience);
    }
  }

  private void watch() {
    long pause = FIRST_PAUSE_MILLIS;
    while (true) {
      Child watched = current();
      int exitCode = watched.ended().join();
      if (isStopping()) {
        return;
      }
      if (Child.isOrderly(exitCode)) {
        console.say(name() + " was stopped; it stays down, the others go on");
        return;
      }
      console.say(
          name()
              + " (pid "
              + watched.pid()
              + ") ended with "
              + Child.describe(exitCode)
              + "; starting it again");
      pause(pause);
      try {
        long start = System.nanoTime();
        start();
        awaitReady();
        console.say(
            name()
                + " is back (pid "
                + pid()
                + ") after "
                + Stopwatch.seconds(System.nanoTime() - start));
        pause = FIRST_PAUSE_MILLIS;
      } catch (EnvironmentException e) {
        if (isStopping()) {
          return;
        }
        console.say(e.getMessage());
        current().kill();
        pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
      }
    }
  }

  private String lastWords() {
    return program.log().map(LastWords::of).orElse("");
  }

  private synchronized Child current() {
    return child;
  }

  private synchronized boolean isStopping() {
    return stopping;
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentException("interrupted while starting", e);
    }
  }
}
