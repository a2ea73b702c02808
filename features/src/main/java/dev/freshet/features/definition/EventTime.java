package dev.freshet.features.definition;

import java.time.Instant;

/** Where the time of a source's events is. */
public sealed interface EventTime {

  /** In the record: RFC 3339, or epoch milliseconds as number or digits. */
  record At(FieldPath path) implements EventTime {}

  /** The same for every event: a table without a time. */
  record Constant(Instant instant) implements EventTime {}
}
