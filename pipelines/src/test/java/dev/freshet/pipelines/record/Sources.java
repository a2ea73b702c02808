package dev.freshet.pipelines.record;

import dev.freshet.features.definition.EventTime;
import dev.freshet.features.definition.FieldPath;
import dev.freshet.features.definition.Source;
import dev.freshet.features.type.ValueType;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Sources for tests, with time at {@code ts} and id at {@code id}. */
public final class Sources {

  private Sources() {}

  /**
   * A source of these fields.
   *
   * @param fields each {@code name:type} or {@code name:type:path}
   */
  public static Source source(String... fields) {
    return source(
        new EventTime.At(FieldPath.parse("ts")), Optional.of(FieldPath.parse("id")), fields);
  }

  public static Source source(EventTime time, Optional<FieldPath> id, String... fields) {
    return new Source(
        "interactions",
        "shop.interactions",
        Optional.empty(),
        time,
        id,
        Arrays.stream(fields).map(Sources::field).toList(),
        Duration.ofHours(1),
        Duration.ofMinutes(1),
        Optional.empty());
  }

  private static Source.Field field(String text) {
    String[] parts = text.split(":", -1);
    return new Source.Field(
        parts[0],
        ValueType.parse(parts[1]).orElseThrow(),
        FieldPath.parse(parts.length > 2 ? parts[2] : parts[0]));
  }
}
