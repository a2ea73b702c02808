package dev.freshet.infra.demo;

import dev.freshet.infra.broker.Outbox;
import dev.freshet.infra.shop.Shop;
import dev.freshet.infra.shop.ShopRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Sends what the shop's visitors do, each record when it is due by the wall clock, and a probe
 * every fifth of a second. Runs in a thread of its own until it is stopped.
 */
final class Feed implements Runnable {

  private static final long PROBE_NANOS = Duration.ofMillis(200).toNanos();
  private static final long WARM_UP_NANOS = Duration.ofSeconds(5).toNanos();
  private static final long LONGEST_LAG_NANOS = Duration.ofSeconds(1).toNanos();

  private final Shop shop;
  private final Instant opening;
  private final Outbox outbox;
  private final Probes probes;
  private final Consumer<ShopRecord> audience;
  private final Tally tally = new Tally();
  private final Regulars regulars = new Regulars();
  private final Queue<ShopRecord> reactions;
  private volatile boolean stopped;

  /**
   * @param opening when the shop opened; the time since is slept through
   * @param audience hears of every record of a person that was sent
   * @param reactions what people do about what they are shown; sent at once
   */
  Feed(
      Shop shop,
      Instant opening,
      Outbox outbox,
      Probes probes,
      Consumer<ShopRecord> audience,
      Queue<ShopRecord> reactions) {
    this.shop = shop;
    this.opening = opening;
    this.outbox = outbox;
    this.probes = probes;
    this.audience = audience;
    this.reactions = reactions;
  }

  Tally tally() {
    return tally;
  }

  /** Who has been about lately. */
  Regulars regulars() {
    return regulars;
  }

  /** Ends it soon; what is due after now is not sent. */
  void stop() {
    stopped = true;
  }

  @Override
  public void run() {
    long start = nanos();
    shop.slip(Duration.ofNanos(start));
    long nextProbe = start;
    ShopRecord next = shop.next();
    while (!stopped) {
      long now = nanos();
      if (nextProbe <= now) {
        Probes.Probe probe = probes.next();
        send(probe.record());
        probes.watch(probe, now - start >= WARM_UP_NANOS);
        nextProbe = Math.max(nextProbe + PROBE_NANOS, now);
      } else if (!reactions.isEmpty()) {
        send(reactions.remove());
      } else if (next.dueNanos() <= now) {
        long lag = now - next.dueNanos();
        if (lag > LONGEST_LAG_NANOS) {
          shop.slip(Duration.ofNanos(lag));
        }
        send(next);
        if (next.person().isPresent()) {
          regulars.add(next.person().get());
          audience.accept(next);
        }
        next = shop.next();
      } else {
        LockSupport.parkNanos(Math.min(next.dueNanos(), nextProbe) - now);
      }
    }
    outbox.awaitAll();
  }

  private void send(ShopRecord record) {
    outbox.send(
        record.topic(),
        record.key().map(key -> key.getBytes(StandardCharsets.UTF_8)),
        record.value(),
        () -> "the shop's " + Words.of(record.kind()) + " record");
    tally.add(record.kind());
  }

  /** Since the shop opened. By the wall clock, for the events' times are by it too. */
  private long nanos() {
    return ChronoUnit.NANOS.between(opening, Instant.now());
  }
}
