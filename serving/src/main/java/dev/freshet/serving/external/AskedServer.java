package dev.freshet.serving.external;

import dev.freshet.feast.FeastCell;
import dev.freshet.feast.FeastException;
import dev.freshet.feast.FeastServer;
import dev.freshet.features.definition.ServerAddress;
import dev.freshet.serving.store.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One server and the threads that wait for its answers: few, and few calls wait for one of them. So
 * a server that hangs holds up nobody else.
 */
final class AskedServer implements AutoCloseable {

  static final int THREADS = 16;
  static final int CALLS_WAITING = 64;

  private static final Logger LOG = LoggerFactory.getLogger(AskedServer.class);
  private static final Duration GREETING = Duration.ofSeconds(10);
  private static final int IDLE_SECONDS = 60;

  private final ServerAddress address;
  private final ThreadPoolExecutor threads;
  private final FeastServer server;

  private AskedServer(ServerAddress address) {
    this.address = address;
    AtomicInteger number = new AtomicInteger();
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(CALLS_WAITING),
            task -> {
              Thread thread =
                  new Thread(task, "freshet-" + address.text() + "-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    this.server = FeastServer.at(address.host(), address.port());
  }

  /** The server at an address without variables; it is greeted, and that is not waited for. */
  static AskedServer open(ServerAddress address) {
    AskedServer asked = new AskedServer(address);
    asked.threads.execute(asked::greet);
    return asked;
  }

  /** The first call loads classes and connects, for which no request has the time. */
  private void greet() {
    try {
      server.greet(GREETING);
    } catch (FeastException e) {
      if (!threads.isShutdown()) {
        LOG.warn(
            "The server of external views at {} does not answer yet: {}",
            address.text(),
            e.getMessage());
      }
    }
  }

  /**
   * Asks for features of entities. Fails with a {@link FeastException}, or at once with a {@link
   * RejectedExecutionException} if too many calls wait.
   */
  CompletableFuture<FeastCell[][]> ask(
      List<String> features, List<Map<String, Object>> rows, Deadline deadline) {
    CompletableFuture<FeastCell[][]> answer = new CompletableFuture<>();
    try {
      threads.execute(
          () -> {
            try {
              long left = Math.max(1, deadline.remainingNanos());
              answer.complete(server.ask(features, rows, Duration.ofNanos(left)));
            } catch (FeastException | RuntimeException | LinkageError e) {
              answer.completeExceptionally(e);
            }
          });
    } catch (RejectedExecutionException full) {
      answer.completeExceptionally(full);
    }
    return answer;
  }

  @Override
  public void close() {
    threads.shutdownNow();
    server.close();
  }
}
