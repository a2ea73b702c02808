package dev.freshet.serving.plan;

import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.definition.Entity;
import dev.freshet.features.row.RowReading;
import dev.freshet.features.row.RowVersion;
import dev.freshet.features.row.Status;
import dev.freshet.features.type.ListType;
import dev.freshet.features.type.MapType;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import dev.freshet.serving.metric.ServingMetrics;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What is counted of one entity's readings, bound to its labels. */
final class PartMeter {

  private static final Status[] STATUSES = Status.values();

  private final int[] viewOf;
  private final boolean[] holdsDoubles;
  private final DistributionDataPoint[] ages;
  private final CounterDataPoint[] values;
  private final CounterDataPoint[] notFinite;
  private final CounterDataPoint beyondHorizon;
  private final CounterDataPoint unreadable;

  PartMeter(ServingMetrics metrics, Entity entity, List<AggregatedFeature> features) {
    List<String> views = features.stream().map(AggregatedFeature::view).distinct().toList();
    viewOf = features.stream().mapToInt(feature -> views.indexOf(feature.view())).toArray();
    holdsDoubles = new boolean[features.size()];
    for (int i = 0; i < holdsDoubles.length; i++) {
      holdsDoubles[i] = holdsDoubles(features.get(i).type());
    }
    ages = views.stream().map(metrics::age).toArray(DistributionDataPoint[]::new);
    notFinite = views.stream().map(metrics::notFinite).toArray(CounterDataPoint[]::new);
    values = new CounterDataPoint[views.size() * STATUSES.length];
    for (int view = 0; view < views.size(); view++) {
      for (Status status : STATUSES) {
        values[view * STATUSES.length + place(status)] =
            metrics.values(views.get(view), status.name());
      }
    }
    beyondHorizon = metrics.beyondHorizon(entity.name());
    unreadable = metrics.unreadable(entity.name());
  }

  RowReading finite(RowReading reading) {
    Object[] read = reading.values();
    for (int i = 0; i < read.length; i++) {
      if (holdsDoubles[i] && !finite(read[i])) {
        read[i] = null;
        reading.statuses()[i] = Status.NULL_VALUE;
        notFinite[viewOf[i]].inc();
      }
    }
    return reading;
  }

  void served(RowReading reading, long t) {
    int[] counts = new int[values.length];
    Status[] statuses = reading.statuses();
    for (int i = 0; i < statuses.length; i++) {
      counts[viewOf[i] * STATUSES.length + place(statuses[i])]++;
    }
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        values[i].inc(counts[i]);
      }
    }
    if (reading.updated() >= 0) {
      double age = Math.max(0, t - reading.updated()) / 1000.0;
      for (DistributionDataPoint view : ages) {
        view.observe(age);
      }
    }
    if (reading.horizon() != RowVersion.ENDLESS) {
      beyondHorizon.inc();
    }
  }

  void unreadable() {
    unreadable.inc();
  }

  private static int place(Status status) {
    return switch (status) {
      case PRESENT -> 0;
      case NULL_VALUE -> 1;
      case NOT_FOUND -> 2;
      case OUTSIDE_MAX_AGE -> 3;
    };
  }

  private static boolean holdsDoubles(ValueType type) {
    return type == Scalar.DOUBLE
        || (type instanceof ListType list && list.element() == Scalar.DOUBLE)
        || (type instanceof MapType map && map.value() == Scalar.DOUBLE);
  }

  private static boolean finite(Object value) {
    if (value instanceof Double number) {
      return Double.isFinite(number);
    } else if (value instanceof Map<?, ?> map) {
      return allFinite(map.values());
    } else {
      return !(value instanceof List<?> list) || allFinite(list);
    }
  }

  private static boolean allFinite(Collection<?> items) {
    for (Object item : items) {
      if (!Double.isFinite((Double) item)) {
        return false;
      }
    }
    return true;
  }
}
