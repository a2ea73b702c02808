package dev.freshet.features.aggregation;

import static java.util.stream.Collectors.toList;

import dev.freshet.features.type.Scalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every aggregation's value straight from its definition: from all events, with nothing kept. */
final class Naive {

  /** Strings by their UTF-8 bytes, integers by value. */
  private static final Comparator<Object> KEYS =
      (left, right) ->
          left instanceof Long number
              ? Long.compare(number, (Long) right)
              : Arrays.compareUnsigned(
                  ((String) left).getBytes(StandardCharsets.UTF_8),
                  ((String) right).getBytes(StandardCharsets.UTF_8));

  private Naive() {}

  static Object value(Aggregation aggregation, List<Observation> events, long t) {
    if (aggregation instanceof Count) {
      return (long) events.size();
    } else if (aggregation instanceof Sum sum) {
      return sum.of() == Scalar.INT64 ? (Object) clamped(events) : total(events).doubleValue();
    } else if (aggregation instanceof DecayedSum decayed) {
      return decayedSum(events, decayed.halfLife(), t);
    } else if (aggregation instanceof CountDistinct) {
      return (long) distinct(events).size();
    } else if (aggregation instanceof TopK topK) {
      return counts(events, topK.maxKeys()).entrySet().stream()
          .sorted(Map.Entry.<Object, Long>comparingByValue().reversed())
          .map(Map.Entry::getKey)
          .limit(topK.k())
          .collect(toList());
    } else if (aggregation instanceof Histogram histogram) {
      return counts(events, histogram.maxKeys());
    } else if (aggregation instanceof ByKey by) {
      return byKey(by, events, t);
    } else if (aggregation instanceof LastK || aggregation instanceof FirstK) {
      return firstOrLastK(aggregation, events);
    } else if (aggregation instanceof LastDistinctK distinct) {
      List<Object> values = values(newestFirst(events));
      return new LinkedHashSet<>(values).stream().limit(distinct.k()).toList();
    }
    return events.isEmpty() ? null : ofSome(aggregation, events, t);
  }

  private static Object ofSome(Aggregation aggregation, List<Observation> events, long t) {
    if (aggregation instanceof Avg) {
      return mean(events).doubleValue();
    } else if (aggregation instanceof Stddev) {
      return stddev(events);
    } else if (aggregation instanceof Min) {
      return values(events).stream().min(Naive::compare).orElseThrow();
    } else if (aggregation instanceof Max) {
      return values(events).stream().max(Naive::compare).orElseThrow();
    } else if (aggregation instanceof First) {
      return Collections.min(events, Observation.ORDER).value();
    } else if (aggregation instanceof Last) {
      return Collections.max(events, Observation.ORDER).value();
    } else if (aggregation instanceof Quantile quantile) {
      return quantile(events, quantile.q());
    } else if (aggregation instanceof TimeSinceLast) {
      return (t - events.stream().mapToLong(Observation::timestamp).max().orElseThrow()) / 1000.0;
    }
    throw new AssertionError("no naive reading of " + aggregation);
  }

  private static List<Object> firstOrLastK(Aggregation aggregation, List<Observation> events) {
    if (aggregation instanceof LastK last) {
      return values(newestFirst(events)).stream().limit(last.k()).toList();
    }
    List<Object> oldestFirst = new ArrayList<>(values(newestFirst(events)));
    Collections.reverse(oldestFirst);
    return oldestFirst.stream().limit(((FirstK) aggregation).k()).toList();
  }

  private static List<Observation> newestFirst(List<Observation> events) {
    return events.stream().sorted(Observation.ORDER.reversed()).toList();
  }

  private static List<Object> values(List<Observation> events) {
    return events.stream().map(Observation::value).toList();
  }

  @SuppressWarnings("unchecked") // Only asked of scalars of one type.
  private static int compare(Object left, Object right) {
    return ((Comparable<Object>) left).compareTo(right);
  }

  private static Long clamped(List<Observation> events) {
    BigInteger total = total(events).toBigIntegerExact();
    return total
        .max(BigInteger.valueOf(Long.MIN_VALUE))
        .min(BigInteger.valueOf(Long.MAX_VALUE))
        .longValueExact();
  }

  private static BigDecimal total(List<Observation> events) {
    return events.stream().map(Naive::exact).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal exact(Observation event) {
    return event.value() instanceof Long integer
        ? BigDecimal.valueOf(integer)
        : new BigDecimal((Double) event.value());
  }

  private static BigDecimal mean(List<Observation> events) {
    return total(events).divide(BigDecimal.valueOf(events.size()), MathContext.DECIMAL128);
  }

  private static double stddev(List<Observation> events) {
    BigDecimal mean = mean(events);
    return events.stream()
        .map(event -> exact(event).subtract(mean).pow(2))
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .divide(BigDecimal.valueOf(events.size()), MathContext.DECIMAL128)
        .sqrt(MathContext.DECIMAL64)
        .doubleValue();
  }

  private static double quantile(List<Observation> events, double q) {
    double[] sorted =
        events.stream()
            .mapToDouble(event -> ((Number) event.value()).doubleValue())
            .sorted()
            .toArray();
    BigDecimal atLeast = BigDecimal.valueOf(q).multiply(BigDecimal.valueOf(sorted.length));
    int rank = atLeast.setScale(0, RoundingMode.CEILING).intValueExact();
    return sorted[Math.max(1, rank) - 1];
  }

  private static double decayedSum(List<Observation> events, Duration halfLife, long t) {
    return events.stream()
        .mapToDouble(
            event ->
                ((Number) event.value()).doubleValue()
                    * Math.pow(2, -(double) (t - event.timestamp()) / halfLife.toMillis()))
        .sum();
  }

  private static Set<Object> distinct(List<Observation> events) {
    Set<Object> distinct = new HashSet<>();
    for (Observation event : events) {
      each(event.value())
          .map(value -> value instanceof Double number ? (Object) (number + 0.0) : value)
          .forEach(distinct::add);
    }
    return distinct;
  }

  /** In key order; of too many keys those with most events, then the lesser ones. */
  private static Map<Object, Long> counts(List<Observation> events, int maxKeys) {
    Map<Object, Long> counts = new TreeMap<>(KEYS);
    for (Observation event : events) {
      each(event.value()).distinct().forEach(key -> counts.merge(key, 1L, Long::sum));
    }
    return largest(counts, maxKeys);
  }

  private static Map<Object, Long> largest(Map<Object, Long> counts, int maxKeys) {
    Map<Object, Long> largest = new TreeMap<>(KEYS);
    counts.entrySet().stream()
        .sorted(Map.Entry.<Object, Long>comparingByValue().reversed())
        .limit(maxKeys)
        .forEach(entry -> largest.put(entry.getKey(), entry.getValue()));
    return largest;
  }

  private static Map<Object, Object> byKey(ByKey by, List<Observation> events, long t) {
    Map<Object, List<Observation>> groups = new TreeMap<>(KEYS);
    for (Observation event : events) {
      each(event.keys())
          .distinct()
          .forEach(key -> groups.computeIfAbsent(key, any -> new ArrayList<>()).add(event));
    }
    Map<Object, Long> counts = new TreeMap<>(KEYS);
    groups.forEach((key, group) -> counts.put(key, (long) group.size()));
    Map<Object, Object> values = new LinkedHashMap<>();
    largest(counts, by.maxKeys())
        .keySet()
        .forEach(key -> values.put(key, value(by.inner(), groups.get(key), t)));
    return values;
  }

  private static Stream<?> each(Object valueOrValues) {
    return valueOrValues instanceof List<?> several ? several.stream() : Stream.of(valueOrValues);
  }
}
