package dev.freshet.features.expression.closure;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** {@code int() double() string() bool() timestamp() duration()}. */
final class Conversions {

  private static final double INT_BOUND = 0x1p63;

  private Conversions() {}

  static void addTo(Map<String, Functions.Builder> functions) {
    for (String type :
        new String[] {"bool", "int64", "double", "string", "timestamp", "duration"}) {
      functions.put(type + "_to_" + type, call -> call.node(0));
      functions.put(type + "_to_string", call -> text(call, Object::toString));
    }
    functions.put("string_to_string", call -> call.node(0));
    functions.put("duration_to_string", Conversions::durationText);
    functions.put("double_to_int64", call -> integer(call.real(0)));
    functions.put("int64_to_double", call -> Doubles.widened(call.integer(0)));
    functions.put("timestamp_to_int64", Conversions::epochSeconds);
    functions.put("int64_to_timestamp", call -> timestamp(call.integer(0)));
    functions.put(
        "string_to_bool", call -> parsed(call, "bool; write true or false", Literals::bool));
    functions.put(
        "string_to_int64", call -> parsed(call, "int of 64 bits; write digits", Literals::integer));
    functions.put(
        "string_to_double", call -> parsed(call, "double; write such as 1.5", Literals::real));
    functions.put(
        "string_to_timestamp",
        call ->
            parsed(
                call,
                "timestamp; write RFC 3339, such as 2026-11-22T12:00:00Z",
                Literals::timestamp));
    functions.put(
        "string_to_duration",
        call ->
            parsed(
                call,
                "duration; write numbers, each with one of h m s ms us ns, such as 1h30m",
                DurationText::parse));
  }

  private static Node parsed(Call call, String rule, Function<String, Optional<Object>> parse)
      throws RefusedException {
    Optional<String> constant = call.constantText(0);
    if (constant.isPresent() && parse.apply(constant.get()).isEmpty()) {
      throw new RefusedException("\"%s\" is no %s".formatted(constant.get(), rule));
    }
    Node.OfObject<String> text = call.text(0);
    return call.result().unboxed(frame -> parse.apply(text.get(frame)).orElse(null));
  }

  private static Node.OfObject<String> text(Call call, Function<Object, String> format) {
    Node operand = call.node(0);
    return frame -> format.apply(operand.value(frame));
  }

  private static Node.OfObject<String> durationText(Call call) {
    Node.OfObject<Duration> operand = call.object(0);
    return frame -> {
      Duration duration = operand.get(frame);
      return Times.hasNanos(duration) ? DurationText.format(duration) : frame.fail("");
    };
  }

  /** Towards zero; fails beyond 64 bits, and at their very end. */
  private static Node.OfInt integer(Node.OfDouble operand) {
    return frame -> {
      double value = operand.get(frame);
      return value > -INT_BOUND && value < INT_BOUND ? (long) value : frame.fail(0L);
    };
  }

  private static Node.OfInt epochSeconds(Call call) {
    Node.OfObject<Instant> operand = call.object(0);
    return frame -> operand.get(frame).getEpochSecond();
  }

  private static Node.OfObject<Instant> timestamp(Node.OfInt operand) {
    return frame -> {
      long seconds = operand.get(frame);
      return Literals.inRange(seconds) ? Instant.ofEpochSecond(seconds) : frame.fail(Instant.EPOCH);
    };
  }
}
