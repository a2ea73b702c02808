package dev.freshet.pipelines.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.metrics.MetricRegistryImpl;
import org.apache.flink.runtime.metrics.MetricRegistryTestUtils;
import org.apache.flink.runtime.metrics.ReporterSetupBuilder;
import org.apache.flink.runtime.metrics.filter.DefaultReporterFilters;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.junit.jupiter.api.Test;

class MetricsPageIT {

  private static final String HOST = "127.0.0.1";

  @Test
  void aFlinkThatIsConfiguredForItShowsItsMetricsThere() throws Exception {
    try (MetricsPage page = MetricsPage.open(HOST, 0)) {
      MetricRegistryImpl flink = flink(page);
      try {
        group(flink).gauge("freshet_rows_due", (Gauge<Integer>) () -> 7);

        HttpResponse<String> answer = get(page.uri());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type"))
            .contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.body()).isEqualTo("# TYPE freshet_rows_due gauge\nfreshet_rows_due 7\n");
      } finally {
        flink.closeAsync().join();
      }
    }
  }

  @Test
  void twoPagesInOneJvmHaveEachTheirFlink() throws Exception {
    try (MetricsPage left = MetricsPage.open(HOST, 0);
        MetricsPage right = MetricsPage.open(HOST, 0)) {
      MetricRegistryImpl flink = flink(right);
      try {
        group(flink).gauge("freshet_rows_due", (Gauge<Integer>) () -> 7);

        assertThat(get(left.uri()).body()).isEmpty();
        assertThat(get(right.uri()).body()).contains("freshet_rows_due 7");
      } finally {
        flink.closeAsync().join();
      }
    }
  }

  @Test
  void aPageThatIsClosedAnswersNoMore() throws Exception {
    MetricsPage page = MetricsPage.open(HOST, 0);
    page.close();

    assertThatThrownBy(() -> get(page.uri())).isInstanceOf(ConnectException.class);
    // Its port is free again.
    MetricsPage.open(HOST, page.uri().getPort()).close();
  }

  @Test
  void aPortInUseIsAFault() throws Exception {
    try (MetricsPage page = MetricsPage.open(HOST, 0)) {
      assertThatThrownBy(() -> MetricsPage.open(HOST, page.uri().getPort()))
          .isInstanceOf(BindException.class);
    }
  }

  private static MetricRegistryImpl flink(MetricsPage page) {
    Configuration configuration = new Configuration();
    page.configure(configuration);
    return new MetricRegistryImpl(
        MetricRegistryTestUtils.fromConfiguration(configuration),
        ReporterSetupBuilder.METRIC_SETUP_BUILDER.fromConfiguration(
            configuration, DefaultReporterFilters::metricsFromConfiguration, null));
  }

  private static TaskManagerMetricGroup group(MetricRegistryImpl flink) {
    return TaskManagerMetricGroup.createTaskManagerMetricGroup(flink, HOST, ResourceID.generate());
  }

  private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
