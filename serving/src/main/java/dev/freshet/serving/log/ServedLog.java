package dev.freshet.serving.log;

import dev.freshet.serving.json.JsonText;
import dev.freshet.serving.metric.ServingMetrics;
import dev.freshet.serving.vector.FeatureVectors;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of what was served, a JSON object for each row. Serving never waits for it: rows that the
 * target is too slow for are dropped, and counted. Thread-safe.
 */
public final class ServedLog implements Consumer<FeatureVectors>, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ServedLog.class);

  /** How many rows may wait: some 50 MB of them. */
  private static final int ROWS_WAITING = 50_000;

  private static final Duration FLUSH_EVERY = Duration.ofMillis(500);
  private static final Duration COMPLAIN_EVERY = Duration.ofMinutes(1);
  private static final Duration LAST_ROWS = Duration.ofSeconds(2);

  private final ServedLogConfig config;
  private final LinkedBlockingQueue<ServedRow> waiting = new LinkedBlockingQueue<>();
  private final AtomicInteger free = new AtomicInteger(ROWS_WAITING);
  private final CounterDataPoint logged;
  private final CounterDataPoint dropped;
  private final CounterDataPoint failed;
  private final Thread writer = new Thread(this::write, "freshet-served-log");
  private volatile boolean closed;
  private volatile long complainedNanos = System.nanoTime() - COMPLAIN_EVERY.toNanos();

  private ServedLog(ServedLogConfig config, ServingMetrics metrics) {
    this.config = config;
    this.logged = metrics.servedLog("logged");
    this.dropped = metrics.servedLog("dropped");
    this.failed = metrics.servedLog("failed");
  }

  /** A log that is being written until it is closed. */
  public static ServedLog start(ServedLogConfig config, ServingMetrics metrics) {
    ServedLog log = new ServedLog(config, metrics);
    log.writer.setDaemon(true);
    log.writer.start();
    return log;
  }

  /** Takes the rows of an answer that are to be logged. */
  @Override
  public void accept(FeatureVectors vectors) {
    for (int row = 0; row < vectors.rows().count(); row++) {
      if (isChosen()) {
        take(new ServedRow(vectors, row, Optional.empty()));
      }
    }
  }

  /** Takes the rows of a list, all or none. */
  public void acceptTogether(List<ServedRow> rows) {
    if (isChosen()) {
      rows.forEach(this::take);
    }
  }

  private boolean isChosen() {
    return config.share() >= 1 || ThreadLocalRandom.current().nextDouble() < config.share();
  }

  private void take(ServedRow row) {
    if (!closed && free.getAndDecrement() > 0) {
      waiting.add(row);
    } else {
      free.incrementAndGet();
      dropped.inc();
    }
  }

  /** Writes what waits, for two seconds at most, and closes the target. */
  @Override
  public void close() {
    closed = true;
    try {
      writer.join(LAST_ROWS.toMillis());
      writer.interrupt();
      writer.join(LAST_ROWS.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      config.target().close();
    } catch (IOException e) {
      complain(e);
    }
  }

  private void write() {
    try {
      long flushed = System.nanoTime();
      while (!closed || !waiting.isEmpty()) {
        ServedRow row = waiting.poll(FLUSH_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        if (row != null) {
          free.incrementAndGet();
          logged.inc();
          write(row);
        }
        if (row == null || System.nanoTime() - flushed > FLUSH_EVERY.toNanos()) {
          config.target().flush();
          flushed = System.nanoTime();
        }
      }
      config.target().flush();
    } catch (InterruptedException e) {
      dropped.inc(waiting.size());
    }
  }

  /** A row that cannot be written, as a shadow model fails, is lost; the next ones are not. */
  private void write(ServedRow row) throws InterruptedException {
    try {
      config.target().write(JsonText.of(row), this::lost);
    } catch (RuntimeException e) {
      lost(e);
    }
  }

  private void lost(Exception reason) {
    failed.inc();
    complain(reason);
  }

  private void complain(Exception reason) {
    long now = System.nanoTime();
    if (now - complainedNanos >= COMPLAIN_EVERY.toNanos()) {
      complainedNanos = now;
      LOG.warn("Served rows are not logged: {}", reason.toString());
    }
  }
}
