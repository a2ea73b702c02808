package dev.freshet.pipelines.metric;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Meter;
import org.apache.flink.metrics.Metric;

/** Metrics with their names and labels, and their values when asked, as text. Thread-safe. */
final class Samples {

  private final Map<Metric, Series> metrics = new ConcurrentHashMap<>();

  /**
   * A metric's place among all.
   *
   * @param labels in the order of their names
   */
  record Series(String name, TreeMap<String, String> labels) {

    private String text(String suffix, String more) {
      String inner =
          labels.entrySet().stream()
              .map(label -> label.getKey() + "=\"" + escape(label.getValue()) + '"')
              .collect(Collectors.joining(","));
      String all = inner.isEmpty() || more.isEmpty() ? inner + more : inner + "," + more;
      return name + suffix + (all.isEmpty() ? "" : "{" + all + "}");
    }

    private static String escape(String value) {
      return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
  }

  void add(Metric metric, Series series) {
    metrics.put(metric, series);
  }

  void remove(Metric metric) {
    metrics.remove(metric);
  }

  /** The exposition format of Prometheus: samples of one name together, behind their type. */
  String text() {
    Map<String, Set<String>> families = new TreeMap<>();
    metrics.forEach((metric, series) -> write(metric, series, families));
    StringBuilder text = new StringBuilder();
    families.forEach(
        (family, samples) -> {
          text.append("# TYPE ").append(family).append('\n');
          samples.forEach(sample -> text.append(sample).append('\n'));
        });
    return text.toString();
  }

  private static void write(Metric metric, Series series, Map<String, Set<String>> families) {
    if (metric instanceof Counter counter) {
      sample(families, series, "_total", " counter", "", counter.getCount());
    } else if (metric instanceof Meter meter) {
      sample(families, series, "", " gauge", "", meter.getRate());
    } else if (metric instanceof Histogram histogram) {
      for (double quantile : new double[] {0.5, 0.99}) {
        String label = "quantile=\"" + quantile + '"';
        double value = histogram.getStatistics().getQuantile(quantile);
        sample(families, series, "", " summary", label, value);
      }
    } else if (metric instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number) {
      sample(families, series, "", " gauge", "", number);
    }
  }

  private static void sample(
      Map<String, Set<String>> families,
      Series series,
      String suffix,
      String type,
      String label,
      Number value) {
    families
        .computeIfAbsent(series.name() + suffix + type, unused -> new TreeSet<>())
        .add(series.text(suffix, label) + " " + number(value));
  }

  private static String number(Number value) {
    double real = value.doubleValue();
    return Double.isFinite(real) && real == Math.rint(real) && Math.abs(real) < 1e15
        ? Long.toString(value.longValue())
        : Double.toString(real).replace("Infinity", "Inf");
  }
}
