package dev.freshet.infra.shop;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A simulated shop: an endless stream of the records that its visitors cause, in the order in which
 * they are sent, at an even pace. What it sends depends on its plan only. Not thread-safe.
 *
 * <p>Visitors have hidden tastes over categories, means, habits and a daily rhythm: the hour
 * decides who is about and how readily they buy, not how many records there are. They come for
 * sessions, in which they search, view, fill a cart, buy, and send back what did not please. A few
 * are bots, some are not logged in, some have a wrong clock. A stated share of records comes late,
 * twice, without a key, or in no shape to be read ({@link Shares}), and the shop knows which
 * ({@link Kind}).
 */
public final class Shop {

  /** Where its records go. */
  public static final String TOPIC = "shop.interactions";

  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long LEAST_LATE = Duration.ofSeconds(2).toNanos();
  private static final long MOST_LATE = Duration.ofMinutes(10).toNanos();
  private static final long LEAST_REPEAT = Duration.ofMillis(100).toNanos();
  private static final long MOST_REPEAT = Duration.ofSeconds(30).toNanos();
  private static final int MOST_LATE_AT_OPENING = 50_000;

  private final ShopPlan plan;
  private final String prefix;
  private final SplittableRandom pace;
  private final SplittableRandom kinds;
  private final SplittableRandom details;
  private final Crowd crowd;
  private final Backlog backlog = new Backlog();
  private long sent;
  private long events;
  private long slipNanos;

  private Shop(ShopPlan plan) {
    this.plan = plan;
    this.prefix = Long.toString(plan.opening().getEpochSecond(), Character.MAX_RADIX);
    SplittableRandom random = new SplittableRandom(plan.seed());
    Catalog catalog = new Catalog(random.split());
    pace = random.split();
    kinds = random.split();
    details = random.split();
    crowd =
        new Crowd(catalog, random.nextLong(), prefix, plan.rate(), plan.opening().toEpochMilli());
    keepEarlierEvents();
  }

  /** Opens a shop; the first record is due at once. */
  public static Shop open(ShopPlan plan) {
    return new Shop(plan);
  }

  /** The next record; never due before the one before it. */
  public ShopRecord next() {
    double slot = (sent++ + pace.nextDouble()) / plan.rate();
    long nanos = (long) (slot * NANOS_PER_SECOND);
    Shares shares = plan.shares();
    double lot = kinds.nextDouble();
    if (lot < shares.malformed()) {
      return malformed(nanos);
    }
    if (lot < shares.malformed() + shares.unkeyed()) {
      return unkeyed(nanos);
    }
    if (backlog.isDue(nanos)) {
      ShopRecord kept = backlog.remove();
      return send(nanos, kept.key(), kept.value(), kept.kind(), kept.person());
    }
    return fresh(nanos);
  }

  /**
   * Puts off all that is to come: events happen later by so much. For a sender that cannot keep up.
   */
  public void slip(Duration by) {
    slipNanos += by.toNanos();
  }

  /** A search by a visitor of the caller's own, on time. */
  public static ShopRecord search(String user, String query, String id, Instant at) {
    Visitor visitor = Visitor.person(user, new SplittableRandom(0));
    Visit visit = new Visit(id, visitor, false, Device.DESKTOP, Referrer.DIRECT);
    byte[] value = EventJson.of(id, at.toEpochMilli(), visit, Interaction.search(query));
    return new ShopRecord(0, TOPIC, Optional.of(user), value, Kind.ON_TIME, Optional.of(user));
  }

  /** The shop's visitors before a shelf of items; for one thread, which may be another one. */
  public Onlookers onlookers() {
    return crowd.onlookers(plan.seed());
  }

  /** The person of that id; empty for a bot. What they like is no part of what they send. */
  Optional<Visitor> visitor(String id) {
    return crowd.visitor(id);
  }

  /** An event sent now, after those sent now that turn out to be kept back. */
  private ShopRecord fresh(long nanos) {
    Shares shares = plan.shares();
    while (true) {
      Crowd.Deed deed = crowd.next(instant(nanos));
      String id = id();
      double lot = kinds.nextDouble() * shares.fresh();
      if (lot < shares.late()) {
        long delay = Lot.between(LEAST_LATE, MOST_LATE, kinds);
        keep(nanos + delay, event(id, nanos, deed, Kind.LATE));
      } else if (lot < shares.late() + shares.repeated()) {
        ShopRecord original = event(id, nanos, deed, Kind.ON_TIME);
        keep(nanos + Lot.between(LEAST_REPEAT, MOST_REPEAT, kinds), repeat(original));
        return original;
      } else if (lot < shares.late() + shares.repeated() + shares.mistyped()) {
        return event(id, nanos, deed, Kind.MISTYPED);
      } else {
        return event(id, nanos, deed, Kind.ON_TIME);
      }
    }
  }

  private ShopRecord event(String id, long nanos, Crowd.Deed deed, Kind kind) {
    Visit visit = deed.visit();
    long timestamp = instant(nanos) + visit.visitor().clockMillis();
    byte[] value =
        kind == Kind.MISTYPED
            ? EventJson.mistyped(id, timestamp, visit, deed.interaction())
            : EventJson.of(id, timestamp, visit, deed.interaction());
    Optional<String> user =
        visit.anonymous() ? Optional.empty() : Optional.of(visit.visitor().id());
    return send(
        nanos,
        user.or(() -> deed.interaction().item().map(Item::id)),
        value,
        kind,
        user.filter(u -> !visit.visitor().bot()));
  }

  private ShopRecord malformed(long nanos) {
    Kind kind = Damage.draw(kinds);
    byte[] value = Damage.of(kind, id(), instant(nanos), crowd.passing(instant(nanos)), details);
    return send(nanos, Optional.empty(), value, kind, Optional.empty());
  }

  private ShopRecord unkeyed(long nanos) {
    Optional<Integer> user =
        details.nextBoolean() ? Optional.empty() : Optional.of(details.nextInt(1_000));
    Visit visit = crowd.passing(instant(nanos)).visit();
    byte[] value = EventJson.unkeyed(id(), instant(nanos), visit, user);
    return send(nanos, Optional.empty(), value, Kind.UNKEYED, Optional.empty());
  }

  /**
   * Of the events before the opening, those that are still on their way. Of delays whose logarithms
   * are even, those under way at one instant are even themselves.
   */
  private void keepEarlierEvents() {
    double meanDelay = (MOST_LATE - LEAST_LATE) / Math.log((double) MOST_LATE / LEAST_LATE);
    double underWay = plan.rate() * plan.shares().late() * meanDelay / NANOS_PER_SECOND;
    for (int i = 0; i < Math.min(underWay, MOST_LATE_AT_OPENING); i++) {
      long delay = kinds.nextLong(LEAST_LATE, MOST_LATE);
      long nanos = -kinds.nextLong(delay);
      Crowd.Deed deed = crowd.passing(instant(nanos));
      keep(nanos + delay, event(id(), nanos, deed, Kind.LATE));
    }
  }

  private void keep(long dueNanos, ShopRecord record) {
    backlog.add(
        new ShopRecord(
            dueNanos,
            record.topic(),
            record.key(),
            record.value(),
            record.kind(),
            record.person()));
  }

  private static ShopRecord repeat(ShopRecord original) {
    return new ShopRecord(
        original.dueNanos(),
        original.topic(),
        original.key(),
        original.value(),
        Kind.REPEATED,
        original.person());
  }

  private ShopRecord send(
      long nanos, Optional<String> key, byte[] value, Kind kind, Optional<String> person) {
    return new ShopRecord(nanos + slipNanos, TOPIC, key, value, kind, person);
  }

  /** Epoch milliseconds of a time after the opening. */
  private long instant(long nanos) {
    return plan.opening().toEpochMilli() + Math.floorDiv(nanos + slipNanos, NANOS_PER_MILLI);
  }

  private String id() {
    return prefix + "-" + Long.toString(events++, Character.MAX_RADIX);
  }
}
