package dev.freshet.serving.plan;

import dev.freshet.features.row.Status;
import dev.freshet.serving.metric.ServingMetrics;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import java.util.EnumMap;
import java.util.Map;

/** What is counted of one view's served values. */
public final class ValueMeter {

  private final Map<Status, CounterDataPoint> values = new EnumMap<>(Status.class);

  ValueMeter(ServingMetrics metrics, String view) {
    for (Status status : Status.values()) {
      values.put(status, metrics.values(view, status.name()));
    }
  }

  /** A value was served. */
  public void served(Status status) {
    values.get(status).inc();
  }
}
