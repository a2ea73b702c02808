package dev.freshet.pipelines.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.Test;

/** Metrics as Flink's own registry tells of them. */
class MetricsPageReporterTest {

  @Test
  void oursKeepTheirNameAndSayWhereInLabels() {
    try (Metered flink = new Metered()) {
      operator(flink)
          .addGroup("entity", "user")
          .gauge("freshet_rows_due", (Gauge<Integer>) () -> 7);

      assertThat(flink.text())
          .contains(
              "# TYPE freshet_rows_due gauge",
              "freshet_rows_due{entity=\"user\",operator_name=\"user\",subtask_index=\"0\"} 7");
    }
  }

  @Test
  void flinksStandUnderTheirScope() {
    try (Metered flink = new Metered()) {
      operator(flink).counter("seen-records", new SimpleCounter()).inc(3);

      assertThat(flink.text())
          .contains("# TYPE flink_taskmanager_job_task_operator_seen_records_total counter");
      assertThat(
              flink.sum(
                  "flink_taskmanager_job_task_operator_seen_records_total",
                  "job_name=\"job\"",
                  "operator_name=\"user\""))
          .isEqualTo(3);
    }
  }

  @Test
  void partsOfOneMetricStandTogether() {
    try (Metered flink = new Metered()) {
      MetricGroup group = operator(flink);
      group.addGroup("kind", "b").gauge("freshet_x", (Gauge<Long>) () -> 2L);
      group.gauge("freshet_y", (Gauge<Long>) () -> 9L);
      group.addGroup("kind", "a").gauge("freshet_x", (Gauge<Long>) () -> 1L);

      assertThat(flink.text().lines().filter(line -> line.contains("freshet_")).toList())
          .satisfiesExactly(
              type -> assertThat(type).isEqualTo("# TYPE freshet_x gauge"),
              a -> assertThat(a).contains("kind=\"a\"").endsWith(" 1"),
              b -> assertThat(b).contains("kind=\"b\"").endsWith(" 2"),
              type -> assertThat(type).isEqualTo("# TYPE freshet_y gauge"),
              y -> assertThat(y).endsWith(" 9"));
    }
  }

  @Test
  void numbersAreWrittenAsPrometheusReadsThem() {
    try (Metered flink = new Metered()) {
      MetricGroup group = operator(flink);
      group.gauge("freshet_whole", (Gauge<Double>) () -> 12.0);
      group.gauge("freshet_part", (Gauge<Double>) () -> 0.25);
      group.gauge("freshet_none", (Gauge<Double>) () -> Double.NaN);
      group.gauge("freshet_above", (Gauge<Double>) () -> Double.POSITIVE_INFINITY);
      group.gauge("freshet_below", (Gauge<Double>) () -> Double.NEGATIVE_INFINITY);
      group.gauge("freshet_large", (Gauge<Long>) () -> 1L << 40);
      group.gauge("freshet_text", (Gauge<String>) () -> "no number");

      assertThat(flink.text().lines().filter(line -> line.startsWith("freshet_")).toList())
          .extracting(line -> line.replaceAll("\\{.*}", ""))
          .containsExactlyInAnyOrder(
              "freshet_whole 12",
              "freshet_part 0.25",
              "freshet_none NaN",
              "freshet_above Inf",
              "freshet_below -Inf",
              "freshet_large 1099511627776");
    }
  }

  @Test
  void whatIsGoneIsNotShown() {
    try (Metered flink = new Metered()) {
      operator(flink).gauge("freshet_rows_due", (Gauge<Integer>) () -> 7);
      assertThat(flink.text()).contains("freshet_rows_due");

      flink.task().close();

      assertThat(flink.text()).isEmpty();
    }
  }

  private static MetricGroup operator(Metered flink) {
    return flink.task().getOrAddOperator("user");
  }
}
