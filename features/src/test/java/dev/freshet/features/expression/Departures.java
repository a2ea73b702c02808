package dev.freshet.features.expression;

import dev.cel.common.CelOptions;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.RuntimeEquality;
import dev.cel.runtime.RuntimeHelpers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/**
 * Where CEL's interpreter for Java departs from CEL's specification, as it should be: an int beside
 * a double that is NaN or a negative zero, NaN beside itself, strings by code point, sums of
 * durations that are negative fractions of a second, rounding of numbers beyond 64 bits.
 */
@SuppressWarnings("Immutable") // what the functions close over is never changed
final class Departures {

  /** The interpreter's overloads that are replaced. */
  static final Set<String> OVERLOADS =
      Set.of(
          "LESS_INT64_DOUBLE",
          "LESS_DOUBLE_INT64",
          "LESS_EQUALS_INT64_DOUBLE",
          "LESS_EQUALS_DOUBLE_INT64",
          "GREATER_INT64_DOUBLE",
          "GREATER_DOUBLE_INT64",
          "GREATER_EQUALS_INT64_DOUBLE",
          "GREATER_EQUALS_DOUBLE_INT64",
          "LESS_STRING",
          "LESS_EQUALS_STRING",
          "GREATER_STRING",
          "GREATER_EQUALS_STRING",
          "EQUALS",
          "NOT_EQUALS",
          "IN_LIST",
          "ADD_DURATION_DURATION",
          "SUBTRACT_DURATION_DURATION");

  private static final BigDecimal LONGEST = BigDecimal.valueOf(315_576_000_000L);

  private Departures() {}

  static List<CelFunctionBinding> bindings(CelOptions options) {
    RuntimeEquality equality = RuntimeEquality.create(RuntimeHelpers.create(), options);
    BiPredicate<Object, Object> equal =
        (left, right) ->
            (hasNan(left) || hasNan(right))
                ? naivelyEqual(left, right)
                : equality.objectEquals(left, right);
    List<CelFunctionBinding> bindings = new ArrayList<>();
    bindings.addAll(ordering("less", (x, y) -> x < y, sign -> sign < 0));
    bindings.addAll(ordering("less_equals", (x, y) -> x <= y, sign -> sign <= 0));
    bindings.addAll(ordering("greater", (x, y) -> x > y, sign -> sign > 0));
    bindings.addAll(ordering("greater_equals", (x, y) -> x >= y, sign -> sign >= 0));
    bindings.add(CelFunctionBinding.from("equals", Object.class, Object.class, equal::test));
    bindings.add(
        CelFunctionBinding.from(
            "not_equals", Object.class, Object.class, (x, y) -> !equal.test(x, y)));
    bindings.add(
        CelFunctionBinding.from(
            "in_list",
            Object.class,
            List.class,
            (value, list) -> ((List<?>) list).stream().anyMatch(item -> equal.test(value, item))));
    bindings.add(
        CelFunctionBinding.from(
            "add_duration_duration",
            Duration.class,
            Duration.class,
            (x, y) -> duration(seconds(x).add(seconds(y)))));
    bindings.add(
        CelFunctionBinding.from(
            "subtract_duration_duration",
            Duration.class,
            Duration.class,
            (x, y) -> duration(seconds(x).subtract(seconds(y)))));
    bindings.add(whole("math_round_double", number -> number.setScale(0, RoundingMode.HALF_UP)));
    bindings.add(whole("math_trunc_double", number -> number.setScale(0, RoundingMode.DOWN)));
    return bindings;
  }

  private static List<CelFunctionBinding> ordering(
      String relation, BiPredicate<Double, Double> numbers, IntPredicate signs) {
    return List.of(
        CelFunctionBinding.from(
            relation + "_int64_double",
            Long.class,
            Double.class,
            (x, y) -> numbers.test(x.doubleValue(), y)),
        CelFunctionBinding.from(
            relation + "_double_int64",
            Double.class,
            Long.class,
            (x, y) -> numbers.test(x, y.doubleValue())),
        CelFunctionBinding.from(
            relation + "_string",
            String.class,
            String.class,
            (x, y) ->
                signs.test(Arrays.compare(x.codePoints().toArray(), y.codePoints().toArray()))));
  }

  private static CelFunctionBinding whole(String overload, UnaryOperator<BigDecimal> rounding) {
    return CelFunctionBinding.from(
        overload,
        Double.class,
        number ->
            Double.isFinite(number)
                ? rounding.apply(new BigDecimal(number)).doubleValue()
                : number);
  }

  private static boolean hasNan(Object value) {
    if (value instanceof Double number) {
      return number.isNaN();
    }
    if (value instanceof Map<?, ?> map) {
      return hasNan(List.copyOf(map.values()));
    }
    return value instanceof List<?> list && list.stream().anyMatch(Departures::hasNan);
  }

  private static boolean naivelyEqual(Object left, Object right) {
    if (left instanceof Double x && right instanceof Double y) {
      return x.doubleValue() == y.doubleValue();
    }
    if (left instanceof List<?> list && right instanceof List<?> other) {
      boolean equal = list.size() == other.size();
      for (int i = 0; equal && i < list.size(); i++) {
        equal = naivelyEqual(list.get(i), other.get(i));
      }
      return equal;
    }
    if (left instanceof Map<?, ?> map && right instanceof Map<?, ?> other) {
      return map.keySet().equals(other.keySet())
          && map.keySet().stream().allMatch(key -> naivelyEqual(map.get(key), other.get(key)));
    }
    return left.equals(right);
  }

  private static BigDecimal seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toSeconds())
        .add(BigDecimal.valueOf(duration.toNanosPart(), 9));
  }

  private static Duration duration(BigDecimal seconds) {
    if (seconds.setScale(0, RoundingMode.FLOOR).abs().compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("too long");
    }
    return Duration.ofSeconds(
        seconds.setScale(0, RoundingMode.FLOOR).longValueExact(),
        seconds.subtract(seconds.setScale(0, RoundingMode.FLOOR)).movePointRight(9).longValue());
  }
}
