package dev.freshet.infra.whole;

import dev.freshet.features.definition.FeatureView;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.event.Event;
import dev.freshet.features.type.Timestamps;
import dev.freshet.features.window.Window;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.StringJoiner;

/**
 * Rows that ask about users and items, some of whom never were, as of instants at which something
 * happens: at and beside events, where tiles leave windows, long before and long after.
 */
final class RandomSpine {

  private final Random random;
  private final List<Event> events;
  private final List<Window> windows;

  RandomSpine(Random random, Repository repository, List<Event> events) {
    this.random = random;
    this.events = events;
    this.windows =
        repository.views().stream()
            .map(FeatureView::definitions)
            .flatMap(List::stream)
            .flatMap(definition -> definition.spans().stream())
            .map(span -> span.window())
            .flatMap(Optional::stream)
            .toList();
  }

  /**
   * One row.
   *
   * @param user {@code null} for none
   * @param item {@code null} for none
   * @param device what the context says; {@code null} for nothing
   */
  record Row(String user, Long item, long instant, String device) {}

  List<Row> rows(int count) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(
          new Row(
              random.nextInt(20) == 0 ? null : "u" + random.nextInt(6),
              random.nextInt(20) == 0 ? null : (Long) (long) random.nextInt(6),
              instant(),
              random.nextInt(4) == 0 ? null : random.nextBoolean() ? "mobile" : "desk,\"top\""));
    }
    return rows;
  }

  private long instant() {
    long event = events.get(random.nextInt(events.size())).timestamp();
    return switch (random.nextInt(6)) {
      case 0 -> event;
      case 1 -> event + 1;
      case 2 -> event + random.nextInt(7_200_000);
      case 3 -> event - (long) (random.nextDouble() * 90 * 86_400_000L);
      default -> windows.isEmpty() ? event + 60_000 : leave(event) - random.nextInt(2);
    };
  }

  /** When the event's tile leaves one of the windows. */
  private long leave(long event) {
    Window window = windows.get(random.nextInt(windows.size()));
    long hop = window.hop().millis();
    return Math.floorDiv(event, hop) * hop + hop + window.millis();
  }

  /** Writes rows in the format that the file's name tells, besides a column of their numbers. */
  static void write(List<Row> rows, Path file, Random random) throws Exception {
    if (file.toString().endsWith(".parquet")) {
      writeParquet(rows, file);
      return;
    }
    boolean csv = file.toString().endsWith(".csv");
    List<String> lines = new ArrayList<>();
    if (csv) {
      lines.add("n,user_id,item_id,event_timestamp,device");
    }
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      String instant =
          random.nextBoolean() ? String.valueOf(row.instant()) : Timestamps.format(row.instant());
      lines.add(csv ? csv(i, row, instant) : json(i, row, instant));
    }
    Files.write(file, lines);
  }

  private static String csv(int n, Row row, String instant) {
    return n
        + ","
        + (row.user() == null ? "" : row.user())
        + ","
        + (row.item() == null ? "" : row.item())
        + ","
        + instant
        + ","
        + (row.device() == null ? "" : "\"" + row.device().replace("\"", "\"\"") + "\"");
  }

  private static String json(int n, Row row, String instant) {
    StringJoiner json = new StringJoiner(", ", "{", "}");
    json.add("\"device\": " + (row.device() == null ? "null" : quoted(row.device())));
    if (row.user() != null) {
      json.add("\"user_id\": \"" + row.user() + "\"");
    }
    if (row.item() != null) {
      json.add("\"item_id\": " + row.item());
    }
    return json.add("\"event_timestamp\": \"" + instant + "\"").add("\"n\": " + n).toString();
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\"", "\\\"") + "\"";
  }

  private static void writeParquet(List<Row> rows, Path file) throws Exception {
    Path csv = Files.createTempFile(file.getParent(), "spine", ".csv");
    List<String> lines = new ArrayList<>(List.of("n,user_id,item_id,event_timestamp,device"));
    for (int i = 0; i < rows.size(); i++) {
      lines.add(csv(i, rows.get(i), String.valueOf(rows.get(i).instant())));
    }
    Files.write(csv, lines);
    try (Duck duck = new Duck()) {
      duck.run(
          """
          copy (select n::integer as n, user_id, item_id::bigint as item_id,
              make_timestamptz(event_timestamp::bigint * 1000) as event_timestamp, device
              from read_csv('%s', all_varchar = true) order by n) to '%s' (row_group_size 2048)
          """
              .formatted(csv, file));
    }
    Files.delete(csv);
  }
}
