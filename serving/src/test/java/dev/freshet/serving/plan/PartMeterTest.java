package dev.freshet.serving.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.definition.FeatureView;
import dev.freshet.features.row.RowReading;
import dev.freshet.features.row.RowVersion;
import dev.freshet.features.row.Status;
import dev.freshet.serving.fixture.Shop;
import dev.freshet.serving.metric.ServingMetrics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PartMeterTest {

  private final FeatureView view = Shop.repository().view("user_activity").orElseThrow();
  private final List<AggregatedFeature> features =
      view.features().stream()
          .filter(feature -> List.of("views_5m", "spend_1d", "interest").contains(feature.name()))
          .toList();
  private final ServingMetrics metrics = new ServingMetrics();
  private final PartMeter meter = new PartMeter(metrics, view.entity(), features);

  @Test
  void countsWhatIsServed() throws IOException {
    RowReading reading = reading(10_000, 3L, 1.5, Map.of("a", 1.0));
    reading.statuses()[0] = Status.NULL_VALUE;

    meter.served(reading, 10_750);

    assertThat(text())
        .contains("values_total{status=\"PRESENT\",view=\"user_activity\"} 2.0")
        .contains("values_total{status=\"NULL_VALUE\",view=\"user_activity\"} 1.0")
        .contains("view_age_seconds_sum{view=\"user_activity\"} 0.75")
        .contains("beyond_horizon_total{entity=\"user\"} 0.0");
  }

  @Test
  void takesOutValuesThatAreNotFinite() throws IOException {
    RowReading reading =
        reading(0, 3L, Double.NaN, Map.of("a", 1.0, "b", Double.NEGATIVE_INFINITY));

    meter.finite(reading);

    assertThat(reading.values()).containsExactly(3L, null, null);
    assertThat(reading.statuses())
        .containsExactly(Status.PRESENT, Status.NULL_VALUE, Status.NULL_VALUE);
    assertThat(text()).contains("not_finite_values_total{view=\"user_activity\"} 2.0");
  }

  @Test
  void leavesFiniteValuesAlone() {
    RowReading reading = reading(0, 0L, -0.0, Map.of());

    assertThat(meter.finite(reading).values()).containsExactly(0L, -0.0, Map.of());
    assertThat(reading.statuses()).containsOnly(Status.PRESENT);
  }

  private static RowReading reading(long updated, Object... values) {
    Status[] statuses = new Status[values.length];
    Arrays.fill(statuses, Status.PRESENT);
    return new RowReading(updated, "", values, statuses, RowVersion.ENDLESS, List.of());
  }

  private String text() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    metrics.write(text);
    return text.toString(StandardCharsets.UTF_8);
  }
}
