package dev.freshet.pipelines.store.redis;

import dev.freshet.pipelines.store.RowStore;
import dev.freshet.pipelines.store.StoreMeter;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows in Redis, sent in batches of which few are under way at a time.
 *
 * <p>Every failure is taken alike, be it of the network or an answer such as {@code LOADING},
 * {@code OOM} or {@code MOVED}: the session ends, its unacknowledged rows wait again, and after a
 * pause that grows a new session looks at the store as it is then. Once a second the session is
 * checked, so that a store that lost its data is noticed even where nothing is written.
 */
final class RedisRowStore implements RowStore {

  private static final Logger LOG = LoggerFactory.getLogger(RedisRowStore.class);

  private static final int BATCH_ROWS = 256;
  private static final int BATCHES_UNDER_WAY = 4;
  private static final long CHECK_MILLIS = 1_000;
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;

  private final RedisClient client;
  private final RedisAddress address;
  private final String project;
  private final Map<String, byte[]> fixtures;
  private final long maxWaitingBytes;
  private final StoreMeter meter;
  private final ScheduledExecutorService keeper;

  private final WaitingRows waiting = new WaitingRows();
  private final Set<Batch> underWay = new HashSet<>();
  private long underWayBytes;
  private RedisSession session;
  private Optional<String> identity = Optional.empty();
  private long pauseMillis = FIRST_PAUSE_MILLIS;
  private String trouble = "";
  private boolean closed;

  RedisRowStore(
      RedisClient client,
      RedisAddress address,
      String project,
      Map<String, byte[]> fixtures,
      long maxWaitingBytes,
      StoreMeter meter) {
    this.client = client;
    this.address = address;
    this.project = project;
    this.fixtures = Map.copyOf(fixtures);
    this.maxWaitingBytes = maxWaitingBytes;
    this.meter = meter;
    this.keeper =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "row-store");
              thread.setDaemon(true);
              return thread;
            });
    keeper.execute(this::connect);
    var unused =
        keeper.scheduleWithFixedDelay(
            this::check, CHECK_MILLIS, CHECK_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public synchronized void put(String name, byte[] row, long keepUntil)
      throws InterruptedException {
    while (waiting.heapBytes() + underWayBytes > maxWaitingBytes) {
      dispatch();
      await();
    }
    waiting.put(new WaitingRow(name, row, keepUntil));
    if (waiting.size() >= BATCH_ROWS) {
      dispatch();
    }
  }

  @Override
  public synchronized void send() {
    dispatch();
  }

  @Override
  public synchronized void flush() throws InterruptedException {
    dispatch();
    while (!waiting.isEmpty() || !underWay.isEmpty()) {
      await();
    }
  }

  @Override
  public synchronized boolean flush(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    LongSupplier left = () -> TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    dispatch();
    while ((!waiting.isEmpty() || !underWay.isEmpty()) && left.getAsLong() > 0 && !closed) {
      wait(Math.max(1, left.getAsLong()));
    }
    return waiting.isEmpty() && underWay.isEmpty();
  }

  @Override
  public synchronized Optional<String> identity() {
    return identity;
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      if (session != null) {
        session.close();
        session = null;
      }
      notifyAll();
    }
    keeper.shutdownNow();
    var unused =
        client
            .shutdownAsync(0, 2, TimeUnit.SECONDS)
            .whenComplete((nothing, error) -> SharedResources.release());
  }

  @SuppressWarnings("WaitNotInLoop") // The callers loop.
  private void await() throws InterruptedException {
    if (closed) {
      throw new IllegalStateException("the row store is closed");
    }
    wait();
  }

  /** Sends as much as may be under way. */
  private void dispatch() {
    while (session != null && underWay.size() < BATCHES_UNDER_WAY && !waiting.isEmpty()) {
      Batch batch = new Batch(waiting.take(BATCH_ROWS));
      underWay.add(batch);
      underWayBytes += batch.heapBytes();
      RedisSession over = session;
      over.send(batch, () -> done(over, batch));
    }
  }

  private synchronized void done(RedisSession over, Batch batch) {
    if (!settle(batch)) {
      return;
    }
    if (batch.failure() == null) {
      meter.roundTrip(batch.ageNanos());
      pauseMillis = FIRST_PAUSE_MILLIS;
    } else {
      lose(over, batch.failure());
    }
    dispatch();
    notifyAll();
  }

  /**
   * Counts what the store has of a batch and takes back the rest; false if that was done before.
   */
  private boolean settle(Batch batch) {
    if (!underWay.remove(batch)) {
      return false;
    }
    underWayBytes -= batch.heapBytes();
    meter.written(batch.written());
    meter.refused(batch.refused());
    batch.unacknowledged().forEach(waiting::giveBack);
    return true;
  }

  private synchronized void lose(RedisSession lost, Throwable why) {
    if (lost != session) {
      return;
    }
    session = null;
    List<Batch> orphans = new ArrayList<>(underWay);
    orphans.forEach(this::settle);
    lost.close();
    away(why);
  }

  private void away(Throwable why) {
    if (closed) {
      return;
    }
    meter.wentAway();
    if (!trouble.equals(String.valueOf(why.getMessage()))) {
      trouble = String.valueOf(why.getMessage());
      LOG.warn("{} is away ({}); rows wait until it is back", address, trouble);
    }
    try {
      var unused = keeper.schedule(this::connect, pauseMillis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closing) {
      return;
    }
    pauseMillis = Math.min(pauseMillis * 2, LONGEST_PAUSE_MILLIS);
  }

  private void connect() {
    try {
      RedisSession opened = RedisSession.open(client, address, project, fixtures);
      synchronized (this) {
        if (closed) {
          opened.close();
          return;
        }
        session = opened;
        identity = Optional.of(opened.identity());
        meter.cameBack();
        if (!trouble.isEmpty()) {
          LOG.info("{} is back", address);
          trouble = "";
        }
        dispatch();
        notifyAll();
      }
    } catch (Unavailable | RuntimeException e) {
      synchronized (this) {
        away(e);
      }
    }
  }

  private void check() {
    RedisSession current;
    synchronized (this) {
      current = session;
    }
    if (current == null) {
      return;
    }
    try {
      current.check();
    } catch (Unavailable | RuntimeException e) {
      lose(current, e);
    }
  }
}
