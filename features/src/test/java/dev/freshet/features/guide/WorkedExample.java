package dev.freshet.features.guide;

import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.features.fold.EntityFold;
import dev.freshet.features.fold.EntityState;
import dev.freshet.features.fold.FoldMeter;
import dev.freshet.features.language.RepositoryReader;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What a page shows: definitions in YAML, events of one entity, and the values at some instants.
 *
 * @param page the file
 * @param definitions entries of a view's {@code features}
 * @param events a table whose first column is {@code ts}
 * @param values a table whose first column is {@code at}, the others features
 */
record WorkedExample(Path page, String definitions, MarkdownTable events, MarkdownTable values) {

  private static final int CUT = 5;
  private static final String DAY = "2026-11-22T";
  private static final String REPOSITORY =
      """
      project: guide
      sources:
        - name: orders
          topic: orders
          event_time: ts
          event_id: id
          fields:
            user_id: string
            item: string
            category: string
            tags: list<string>
            price: double
            quantity: int64
      entities:
        - {name: user, join_keys: [user_id]}
      feature_views:
        - name: page
          entity: user
          source: orders
          features:
      """;

  /** What the page says of each cell that is not so; empty where all of it is right. */
  List<String> faults(Path scratch) throws Exception {
    Files.writeString(scratch.resolve("page.yaml"), REPOSITORY + definitions.indent(6));
    Repository repository = RepositoryReader.read(scratch);
    EntityFold fold = EntityFold.of(repository, repository.entities().get(0));
    Map<String, AggregatedFeature> features =
        repository.views().get(0).features().stream()
            .collect(Collectors.toMap(AggregatedFeature::name, Function.identity()));
    List<String> faults = new ArrayList<>();
    for (List<String> row : values.rows()) {
      long t = instant(row.get(0));
      EntityState state = folded(fold, repository.sources().get(0), t);
      for (int column = 1; column < row.size(); column++) {
        String name = values.columns().get(column);
        Object value = fold.value(state, features.get(name), t);
        if (!shows(yaml(row.get(column)), value)) {
          faults.add(
              "%s: %s at %s is %s; the page says %s"
                  .formatted(page.getFileName(), name, row.get(0), value, row.get(column)));
        }
      }
    }
    return faults;
  }

  private EntityState folded(EntityFold fold, Source source, long t) {
    EntityState state = fold.create();
    for (List<String> row : events.rows()) {
      long timestamp = instant(row.get(0));
      if (timestamp < t) {
        byte[] id = cell(row, "id").getBytes(StandardCharsets.UTF_8);
        fold.fold(
            state,
            source,
            new Event(timestamp, true, id, slots(source, row)),
            timestamp,
            FoldMeter.NONE);
      }
    }
    return state;
  }

  private Object[] slots(Source source, List<String> row) {
    return source.fields().stream()
        .map(field -> field.name().equals("user_id") ? "u1" : value(field, cell(row, field.name())))
        .toArray();
  }

  private static Object value(Source.Field field, String cell) {
    if (cell.isEmpty()) {
      return null;
    }
    ValueType type = field.type();
    return type == Scalar.STRING
        ? cell
        : type == Scalar.INT64
            ? (Object) Long.valueOf(cell)
            : type == Scalar.DOUBLE ? (Object) Double.valueOf(cell) : yaml(cell);
  }

  /** Empty where the table has no such column. */
  private String cell(List<String> row, String column) {
    int index = events.columns().indexOf(column);
    return index < 0 ? "" : row.get(index);
  }

  /** A time of the day that all pages speak of, or a whole timestamp. */
  private static long instant(String cell) {
    return Instant.parse(cell.contains("T") ? cell : DAY + cell + "Z").toEpochMilli();
  }

  private static Object yaml(String cell) {
    return new Load(LoadSettings.builder().build()).loadFromString(cell);
  }

  /** Whether the page shows that value: a double may be cut to so many decimals. */
  private static boolean shows(Object shown, Object value) {
    if (shown instanceof Double rounded && value instanceof Double number) {
      boolean cut = BigDecimal.valueOf(rounded).scale() >= CUT;
      return Math.abs(number - rounded) <= (cut ? 0.5 * Math.pow(10, -CUT) : 1e-9);
    } else if (shown instanceof Integer whole) {
      return value instanceof Long number && number == (long) whole;
    } else if (shown instanceof List<?> list) {
      return list.equals(value);
    } else if (shown instanceof Map<?, ?> map) {
      return value instanceof Map<?, ?> actual
          && List.copyOf(map.keySet()).equals(List.copyOf(actual.keySet()))
          && map.keySet().stream().allMatch(key -> shows(map.get(key), actual.get(key)));
    }
    return shown == null ? value == null : shown.equals(value);
  }
}
