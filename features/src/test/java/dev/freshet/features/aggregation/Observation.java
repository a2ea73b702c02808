package dev.freshet.features.aggregation;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/** What a partial is given of one event. */
record Observation(Object value, Object keys, long timestamp, String tie) {

  static final Comparator<Observation> ORDER =
      Comparator.comparingLong(Observation::timestamp)
          .thenComparing(Observation::tieBytes, Arrays::compareUnsigned)
          .thenComparing(Observation::comparableValue);

  static Observation of(Object value, long timestamp, String tie) {
    return new Observation(value, null, timestamp, tie);
  }

  int addTo(Partial partial) {
    return partial.add(value, keys, timestamp, tieBytes());
  }

  byte[] tieBytes() {
    return tie.getBytes(StandardCharsets.UTF_8);
  }

  @SuppressWarnings("unchecked") // Only asked of scalars of one type.
  private Comparable<Object> comparableValue() {
    return (Comparable<Object>) value;
  }
}
