package dev.freshet.features.expression.closure;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Arithmetic of timestamps, which are those of the years 1 to 9999, and of durations, which reach
 * 10,000 years either way.
 */
final class Times {

  private static final Instant FIRST = OffsetDateTime.parse("0001-01-01T00:00:00Z").toInstant();
  private static final Instant LAST =
      OffsetDateTime.parse("9999-12-31T23:59:59.999999999Z").toInstant();
  private static final long LONGEST_SECONDS = 315_576_000_000L;

  /** Differences of timestamps are those that have room in 64 bits of nanoseconds. */
  private static final Duration LARGEST_DIFFERENCE = Duration.ofNanos(Long.MAX_VALUE);

  private static final Duration SMALLEST_DIFFERENCE = Duration.ofNanos(Long.MIN_VALUE);

  private Times() {}

  static void addTo(Map<String, Functions.Builder> functions) {
    functions.put("add_timestamp_duration", call -> later(call.object(0), call.object(1)));
    functions.put("add_duration_timestamp", call -> later(call.object(1), call.object(0)));
    functions.put("subtract_timestamp_duration", call -> earlier(call.object(0), call.object(1)));
    functions.put(
        "subtract_timestamp_timestamp", call -> difference(call.object(0), call.object(1)));
    functions.put("add_duration_duration", call -> sum(call.object(0), call.object(1)));
    functions.put("subtract_duration_duration", call -> remainder(call.object(0), call.object(1)));
    functions.put("duration_to_hours", call -> part(call, Duration::toHours));
    functions.put("duration_to_minutes", call -> part(call, Duration::toMinutes));
    functions.put("duration_to_seconds", call -> part(call, Times::wholeSeconds));
    functions.put(
        "duration_to_milliseconds", call -> part(call, duration -> duration.toMillis() % 1000));
  }

  static boolean inRange(Instant instant) {
    return !instant.isBefore(FIRST) && !instant.isAfter(LAST);
  }

  /** Whether the duration has room in 64 bits of nanoseconds. */
  static boolean hasNanos(Duration duration) {
    return duration.compareTo(SMALLEST_DIFFERENCE) >= 0
        && duration.compareTo(LARGEST_DIFFERENCE) <= 0;
  }

  private static boolean inRange(Duration duration) {
    long seconds = duration.toSeconds();
    return seconds >= -LONGEST_SECONDS && seconds <= LONGEST_SECONDS;
  }

  private static Node.OfObject<Instant> later(
      Node.OfObject<Instant> time, Node.OfObject<Duration> duration) {
    return frame -> {
      Instant sum = time.get(frame).plus(duration.get(frame));
      return inRange(sum) ? sum : frame.fail(Instant.EPOCH);
    };
  }

  private static Node.OfObject<Instant> earlier(
      Node.OfObject<Instant> time, Node.OfObject<Duration> duration) {
    return frame -> {
      Instant difference = time.get(frame).minus(duration.get(frame));
      return inRange(difference) ? difference : frame.fail(Instant.EPOCH);
    };
  }

  private static Node.OfObject<Duration> difference(
      Node.OfObject<Instant> later, Node.OfObject<Instant> earlier) {
    return frame -> {
      Instant end = later.get(frame);
      Duration difference = Duration.between(earlier.get(frame), end);
      return hasNanos(difference) ? difference : frame.fail(Duration.ZERO);
    };
  }

  private static Node.OfObject<Duration> sum(
      Node.OfObject<Duration> left, Node.OfObject<Duration> right) {
    return frame -> {
      Duration sum = left.get(frame).plus(right.get(frame));
      return inRange(sum) ? sum : frame.fail(Duration.ZERO);
    };
  }

  private static Node.OfObject<Duration> remainder(
      Node.OfObject<Duration> left, Node.OfObject<Duration> right) {
    return frame -> {
      Duration difference = left.get(frame).minus(right.get(frame));
      return inRange(difference) ? difference : frame.fail(Duration.ZERO);
    };
  }

  private static Node.OfInt part(Call call, ToLongFunction<Duration> part) {
    Node.OfObject<Duration> duration = call.object(0);
    return frame -> part.applyAsLong(duration.get(frame));
  }

  /** Towards zero, where {@link Duration#toSeconds} rounds down. */
  private static long wholeSeconds(Duration duration) {
    return duration.toSeconds() + (duration.isNegative() && duration.toNanosPart() > 0 ? 1 : 0);
  }
}
