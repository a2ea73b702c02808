package dev.freshet.features.oracle;

import dev.freshet.features.aggregation.Aggregation;
import dev.freshet.features.aggregation.Avg;
import dev.freshet.features.aggregation.ByKey;
import dev.freshet.features.aggregation.Count;
import dev.freshet.features.aggregation.CountDistinct;
import dev.freshet.features.aggregation.DecayedSum;
import dev.freshet.features.aggregation.First;
import dev.freshet.features.aggregation.FirstK;
import dev.freshet.features.aggregation.Histogram;
import dev.freshet.features.aggregation.Last;
import dev.freshet.features.aggregation.LastDistinctK;
import dev.freshet.features.aggregation.LastK;
import dev.freshet.features.aggregation.Max;
import dev.freshet.features.aggregation.Min;
import dev.freshet.features.aggregation.Quantile;
import dev.freshet.features.aggregation.Stddev;
import dev.freshet.features.aggregation.Sum;
import dev.freshet.features.aggregation.TimeSinceLast;
import dev.freshet.features.aggregation.TopK;
import dev.freshet.features.oracle.Oracle.Seen;
import dev.freshet.features.type.KeyOrder;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Every aggregation as SPEC's table says it, over a list of events in the order of time. */
final class Naive {

  private static final int EXACT_DISTINCT = 256;
  private static final int EXACT_QUANTILE = 64;

  private Naive() {}

  static Expected of(Aggregation aggregation, List<Seen> seen, long t) {
    List<Object> values = seen.stream().map(Seen::value).collect(Collectors.toList());
    if (aggregation instanceof ByKey byKey) {
      return byKey(byKey, seen, t);
    } else if (aggregation instanceof Count) {
      return Expected.exactly((long) seen.size());
    } else if (aggregation instanceof TimeSinceLast) {
      return Expected.exactly(
          seen.isEmpty() ? null : (t - seen.get(seen.size() - 1).timestamp()) / 1000.0);
    } else if (aggregation instanceof DecayedSum decayed) {
      return decayed(seen, (double) decayed.halfLife().toMillis(), t);
    } else if (aggregation instanceof Sum sum) {
      return sum(values, sum.type());
    } else if (aggregation instanceof Avg || aggregation instanceof Stddev) {
      return moments(values, aggregation instanceof Stddev);
    } else if (aggregation instanceof Min) {
      return Expected.exactly(values.isEmpty() ? null : Collections.min(values, numbers()));
    } else if (aggregation instanceof Max) {
      return Expected.exactly(values.isEmpty() ? null : Collections.max(values, numbers()));
    } else if (aggregation instanceof First) {
      return Expected.exactly(values.isEmpty() ? null : values.get(0));
    } else if (aggregation instanceof Last) {
      return Expected.exactly(values.isEmpty() ? null : values.get(values.size() - 1));
    } else if (aggregation instanceof FirstK first) {
      return Expected.exactly(values.subList(0, Math.min(first.k(), values.size())));
    } else if (aggregation instanceof LastK last) {
      Collections.reverse(values);
      return Expected.exactly(values.subList(0, Math.min(last.k(), values.size())));
    } else if (aggregation instanceof LastDistinctK last) {
      Collections.reverse(values);
      return Expected.exactly(new LinkedHashSet<>(values).stream().limit(last.k()).toList());
    } else if (aggregation instanceof CountDistinct) {
      return distinct(new LinkedHashSet<>(elements(values)).size());
    } else if (aggregation instanceof Quantile quantile) {
      return quantile(values, quantile.q());
    } else if (aggregation instanceof Histogram histogram) {
      return counts(elements(values), histogram.maxKeys(), null);
    } else if (aggregation instanceof TopK top) {
      return counts(elements(values), top.maxKeys(), top.k());
    }
    throw new IllegalArgumentException("no naive " + aggregation);
  }

  private static Expected byKey(ByKey byKey, List<Seen> seen, long t) {
    Map<String, List<Seen>> groups = new TreeMap<>(KeyOrder.STRINGS);
    for (Seen event : seen) {
      for (Object key : elements(List.of(event.keys()))) {
        groups.computeIfAbsent((String) key, k -> new ArrayList<>()).add(event);
      }
    }
    Map<String, Object> map = new LinkedHashMap<>();
    double magnitude = 0;
    for (Map.Entry<String, List<Seen>> group : groups.entrySet()) {
      Expected one = of(byKey.inner(), group.getValue(), t);
      map.put(group.getKey(), one.value());
      magnitude = Math.max(magnitude, one.magnitude());
    }
    return groups.size() <= byKey.maxKeys()
        ? Expected.near(map, magnitude)
        : Expected.within(map, actual -> ((Map<?, ?>) actual).size() <= byKey.maxKeys());
  }

  private static Expected decayed(List<Seen> seen, double halfLife, long t) {
    double sum = 0;
    double magnitude = 0;
    for (Seen event : seen) {
      double value =
          ((Number) event.value()).doubleValue() * Math.pow(2, -(t - event.timestamp()) / halfLife);
      sum += value;
      magnitude += Math.abs(value);
    }
    return Expected.near(sum, magnitude);
  }

  private static Expected sum(List<Object> values, ValueType type) {
    if (type == Scalar.INT64) {
      BigInteger sum = BigInteger.ZERO;
      for (Object value : values) {
        sum = sum.add(BigInteger.valueOf((Long) value));
      }
      BigInteger max = BigInteger.valueOf(Long.MAX_VALUE);
      BigInteger min = BigInteger.valueOf(Long.MIN_VALUE);
      return Expected.exactly(sum.min(max).max(min).longValue());
    }
    double sum = 0;
    double magnitude = 0;
    for (Object value : values) {
      sum += (Double) value;
      magnitude += Math.abs((Double) value);
    }
    return Expected.near(sum, magnitude);
  }

  private static Expected moments(List<Object> values, boolean deviation) {
    if (values.isEmpty()) {
      return Expected.exactly(null);
    }
    double[] numbers = values.stream().mapToDouble(v -> ((Number) v).doubleValue()).toArray();
    double magnitude = 0;
    double mean = 0;
    for (double number : numbers) {
      magnitude += Math.abs(number);
      mean += number / numbers.length;
    }
    if (!deviation) {
      return Expected.near(mean, magnitude);
    }
    double squares = 0;
    for (double number : numbers) {
      squares += (number - mean) * (number - mean);
    }
    return Expected.near(Math.sqrt(squares / numbers.length), magnitude);
  }

  private static Expected distinct(long exact) {
    return exact <= EXACT_DISTINCT
        ? Expected.exactly(exact)
        : Expected.within(exact, actual -> Math.abs((Long) actual - exact) <= exact * 0.05);
  }

  private static Expected quantile(List<Object> values, double q) {
    double[] sorted =
        values.stream().mapToDouble(v -> ((Number) v).doubleValue()).sorted().toArray();
    if (sorted.length == 0) {
      return Expected.exactly(null);
    }
    int at = 0;
    while (at + 1 < q * sorted.length) {
      at++;
    }
    double exact = sorted[at];
    if (sorted.length <= EXACT_QUANTILE) {
      return Expected.exactly(exact);
    }
    double slack = 0.03 * sorted.length + 1;
    double low = sorted[(int) Math.max(0, at - slack)];
    double high = sorted[(int) Math.min(sorted.length - 1, at + slack)];
    return Expected.within(exact, actual -> low <= (Double) actual && (Double) actual <= high);
  }

  /**
   * Counts by key.
   *
   * @param k how many of the greatest are listed; {@code null} for a map of all
   */
  private static Expected counts(List<Object> elements, int maxKeys, Integer k) {
    Map<Object, Long> counts = new TreeMap<>(KeyOrder.KEYS);
    elements.forEach(element -> counts.merge(element, 1L, Long::sum));
    Object value = counts;
    if (k != null) {
      List<Object> keys = new ArrayList<>(counts.keySet());
      keys.sort(Comparator.comparing((Object key) -> -counts.get(key)));
      value = keys.subList(0, Math.min(k, keys.size()));
    }
    return counts.size() <= maxKeys
        ? Expected.exactly(value)
        : Expected.within(value, actual -> true);
  }

  /** The elements of lists, each once per list; other values as they are. */
  private static List<Object> elements(List<?> values) {
    List<Object> elements = new ArrayList<>();
    for (Object value : values) {
      if (value instanceof List<?> list) {
        elements.addAll(new LinkedHashSet<>(list));
      } else {
        elements.add(value);
      }
    }
    return elements;
  }

  private static Comparator<Object> numbers() {
    return (left, right) ->
        left instanceof Long a
            ? Long.compare(a, (Long) right)
            : Double.compare((Double) left, (Double) right);
  }
}
