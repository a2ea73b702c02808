package dev.freshet.infra.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.infra.client.ServingClient;
import dev.freshet.infra.shop.Shop;
import dev.freshet.infra.shop.ShopRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Events sent to see how soon they can be read: searches, each for something that nobody searched
 * for before, by visitors who do nothing else. From the moment of sending, the visitor's recent
 * queries are read over and over until the search is among them. Thread-safe.
 */
final class Probes implements AutoCloseable {

  /** What is read. */
  static final String FEATURE = "user_activity:recent_queries";

  private static final int VISITORS = 20;
  private static final long POLL_MILLIS = 5;

  /** What is not there by then is not there soon, such as while the job is started again. */
  private static final long SOON_NANOS = Duration.ofSeconds(2).toNanos();

  private static final long LATER_POLL_MILLIS = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ServingClient client;
  private final Instant started;
  private final Freshness freshness = new Freshness();
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(Probes::thread);
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();
  private final CompletableFuture<Double> firstValue = new CompletableFuture<>();
  private int sent;

  /**
   * @param started from when on the time to the first value is counted
   */
  Probes(ServingClient client, Instant started) {
    this.client = client;
    this.started = started;
  }

  /** The next to be sent, at once. Called by one thread. */
  Probe next() {
    int number = sent++;
    String user = "probe-" + (number % VISITORS + 1);
    String query = "probe " + number;
    ShopRecord record =
        Shop.search(user, query, "probe-" + number + "-" + started.toEpochMilli(), Instant.now());
    return new Probe(user, query, record);
  }

  /**
   * Watches for a probe that is just being sent.
   *
   * @param counts whether it is one of those that freshness is measured by
   */
  void watch(Probe probe, boolean counts) {
    open.incrementAndGet();
    ask(probe, System.nanoTime(), counts);
  }

  /** How long it took until probes could be read. */
  Freshness freshness() {
    return freshness;
  }

  /** How many could not be read in half a minute. */
  int lost() {
    return lost.get();
  }

  /** Seconds from the start to the first value that was read; completed when it is. */
  CompletableFuture<Double> firstValue() {
    return firstValue;
  }

  /** As {@link #firstValue}; empty before that. */
  OptionalDouble firstValueSeconds() {
    return firstValue.isDone() ? OptionalDouble.of(firstValue.join()) : OptionalDouble.empty();
  }

  /** Waits until all have been read, or given up. */
  void awaitAll() throws InterruptedException {
    while (open.get() > 0) {
      Thread.sleep(POLL_MILLIS);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  private void ask(Probe probe, long sentNanos, boolean counts) {
    var unused =
        client
            .values(List.of(FEATURE), probe.user())
            .whenComplete(
                (values, failure) -> {
                  long elapsed = System.nanoTime() - sentNanos;
                  if (failure == null && isThere(values, probe.query())) {
                    found(elapsed, counts);
                  } else if (elapsed > PATIENCE.toNanos()) {
                    lost.incrementAndGet();
                    open.decrementAndGet();
                  } else if (!executor.isShutdown()) {
                    var unusedNext =
                        executor.schedule(
                            () -> ask(probe, sentNanos, counts),
                            elapsed < SOON_NANOS ? POLL_MILLIS : LATER_POLL_MILLIS,
                            TimeUnit.MILLISECONDS);
                  }
                });
  }

  private void found(long elapsedNanos, boolean counts) {
    if (!firstValue.isDone()) {
      firstValue.complete(Duration.between(started, Instant.now()).toMillis() / 1000.0);
    }
    if (counts) {
      freshness.add(elapsedNanos);
    }
    open.decrementAndGet();
  }

  private static boolean isThere(List<JsonNode> values, String query) {
    for (JsonNode each : values.isEmpty() ? List.<JsonNode>of() : values.get(0)) {
      if (each.asText().equals(query)) {
        return true;
      }
    }
    return false;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "probes");
    thread.setDaemon(true);
    return thread;
  }

  /** One search of one visitor. */
  record Probe(String user, String query, ShopRecord record) {}
}
