package dev.freshet.infra.command;

import dev.freshet.infra.console.Console;
import dev.freshet.infra.console.ExitCode;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A service that runs until a signal stops this process, and is then closed in order. */
final class UntilStopped {

  private final Console console;
  private final AutoCloseable service;
  private final Duration patience;
  private final AtomicBoolean armed = new AtomicBoolean(true);

  /**
   * @param patience how long closing may take
   */
  UntilStopped(Console console, AutoCloseable service, Duration patience) {
    this.console = console;
    this.service = service;
    this.patience = patience;
  }

  /** Never returns: a signal ends the process, with 0 if the service could be closed. */
  void run() throws InterruptedException {
    arm();
    new CountDownLatch(1).await();
  }

  /** From now on a signal closes the service before it ends the process. */
  void arm() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "close-service"));
  }

  /**
   * The service has ended: by itself, so that there is nothing to close any more, or because it is
   * being closed, and then this never returns.
   */
  void disarm() throws InterruptedException {
    if (!armed.compareAndSet(true, false)) {
      new CountDownLatch(1).await();
    }
  }

  private void close() {
    if (!armed.compareAndSet(true, false)) {
      return;
    }
    FutureTask<Void> closing =
        new FutureTask<>(
            () -> {
              service.close();
              return null;
            });
    Thread thread = new Thread(closing, "closing");
    thread.setDaemon(true);
    thread.start();
    int exitCode = ExitCode.WRONG_ENVIRONMENT;
    try {
      closing.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      exitCode = ExitCode.DONE;
    } catch (ExecutionException e) {
      console.say("could not stop in order: " + e.getCause());
    } catch (TimeoutException e) {
      console.say("could not stop in order within " + patience.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(exitCode);
  }
}
