package dev.freshet.pipelines.metric;

import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.metrics.LogicalScopeProvider;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;

/** Hears of Flink's metrics and puts them on a page. */
final class MetricsPageReporter implements MetricReporter {

  /** What the names of our own metrics start with; where they are counted goes into labels. */
  private static final String OURS = "freshet_";

  /** What Flink says of every operator and what tells nobody anything here. */
  private static final Set<String> LEFT_OUT =
      Set.of("job_id", "task_id", "task_attempt_id", "task_attempt_num", "tm_id", "host");

  private static final Set<String> LEFT_OUT_OF_OURS =
      Set.of("job_name", "task_name", "operator_id");

  private final Samples samples;

  MetricsPageReporter(Samples samples) {
    this.samples = samples;
  }

  @Override
  public void open(MetricConfig config) {}

  @Override
  public void close() {}

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    samples.add(metric, series(name, group));
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    samples.remove(metric);
  }

  private static Samples.Series series(String name, MetricGroup group) {
    String scope =
        LogicalScopeProvider.castFrom(group).getLogicalScope(MetricsPageReporter::clean, '_');
    boolean ours = name.startsWith(OURS);
    TreeMap<String, String> labels = new TreeMap<>();
    group
        .getAllVariables()
        .forEach(
            (variable, value) -> {
              String label = clean(variable.substring(1, variable.length() - 1));
              if (!LEFT_OUT.contains(label) && !(ours && LEFT_OUT_OF_OURS.contains(label))) {
                labels.put(label, value);
              }
            });
    String prefix = ours ? "" : "flink_" + scope + "_";
    return new Samples.Series(prefix + clean(name), labels);
  }

  private static String clean(String text) {
    return text.replaceAll("[^a-zA-Z0-9_]", "_");
  }
}
