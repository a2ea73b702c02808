package dev.freshet.pipelines.metric;

import java.util.Properties;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Makes the reporter of a {@link MetricsPage}; Flink finds it by its name. */
public final class MetricsPageReporterFactory implements MetricReporterFactory {

  @Override
  public MetricReporter createMetricReporter(Properties properties) {
    String id = properties.getProperty(MetricsPage.ID);
    MetricsPage page =
        MetricsPage.find(id)
            .orElseThrow(() -> new IllegalArgumentException("no page of metrics " + id));
    return new MetricsPageReporter(page.samples());
  }
}
