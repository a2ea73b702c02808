package dev.freshet.pipelines.archive;

import dev.freshet.features.type.Scalar;
import dev.freshet.pipelines.archive.Column.Typed;
import java.time.Instant;
import java.util.List;
import org.apache.parquet.example.data.Group;

/** How arrivals lie in files. */
final class ArrivalLayout {

  static final Layout<Arrival> LAYOUT =
      new Layout<>(
          "arrival",
          List.of(
              new Typed<>("key", Scalar.STRING, Arrival::key),
              new Typed<>("source", Scalar.STRING, Arrival::source),
              new Typed<>("topic", Scalar.STRING, Arrival::topic),
              new Typed<>("partition", Scalar.INT64, arrival -> (long) arrival.partition()),
              new Typed<>("offset", Scalar.INT64, Arrival::offset),
              new Typed<>(
                  "event_time",
                  Scalar.TIMESTAMP,
                  arrival -> Instant.ofEpochMilli(arrival.eventTime())),
              new Typed<>("lineage", Scalar.INT64, Arrival::lineage),
              new Typed<>("deployment", Scalar.INT64, Arrival::deployment),
              new Typed<>("folded", Scalar.INT64, Arrival::folded)));

  private ArrivalLayout() {}

  /** The arrival of a row that was laid out so. */
  static Arrival read(String entity, Group row) {
    return new Arrival(
        entity,
        row.getString("key", 0),
        row.getString("source", 0),
        row.getString("topic", 0),
        (int) row.getLong("partition", 0),
        row.getLong("offset", 0),
        row.getLong("event_time", 0),
        row.getLong("lineage", 0),
        row.getLong("deployment", 0),
        row.getLong("folded", 0));
  }
}
