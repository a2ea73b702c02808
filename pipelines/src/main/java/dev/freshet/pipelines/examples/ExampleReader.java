package dev.freshet.pipelines.examples;

import dev.freshet.features.definition.Feature;
import dev.freshet.features.definition.FeatureService;
import dev.freshet.features.encoding.VectorEncoding;
import dev.freshet.features.type.Timestamps;
import dev.freshet.pipelines.table.GroupTable;
import dev.freshet.pipelines.table.Table;
import dev.freshet.pipelines.table.TableFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** One reading of a training set, in which everything that may be wrong with it is found. */
public final class ExampleReader {

  private static final int MOST_LISTED = 20;

  /** Rows are held twice while a model is trained, and there is more than rows. */
  private static final int BYTES_PER_NUMBER = 2 * Float.BYTES;

  private static final int BYTES_PER_ROW = 64;

  private final Path file;
  private final FeatureService service;
  private final String fingerprint;
  private final ExampleColumns columns;
  private final Progress progress;
  private final VectorEncoding encoding;
  private final Map<String, Integer> places = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final ExampleRows rows = new ExampleRows();
  private final long[] telling;
  private long unlisted;
  private long read;
  private long unlabelled;
  private long ungrouped;

  private ExampleReader(
      Path file,
      FeatureService service,
      String fingerprint,
      ExampleColumns columns,
      Progress progress) {
    this.file = file;
    this.service = service;
    this.fingerprint = fingerprint;
    this.columns = columns;
    this.progress = progress;
    this.encoding = service.encoding();
    this.telling = new long[service.features().size()];
  }

  /** Hears how far a reading is. */
  @FunctionalInterface
  public interface Progress {

    /**
     * So far.
     *
     * @param share of the file, in [0, 1]
     */
    void at(double share, long rows);
  }

  /**
   * Reads a training set.
   *
   * @param service whose features are wanted
   * @param fingerprint the service's
   * @throws ExamplesException with its problems
   * @throws IOException if it cannot be read
   */
  public static Examples read(
      Path file,
      FeatureService service,
      String fingerprint,
      ExampleColumns columns,
      Progress progress)
      throws ExamplesException, IOException {
    return new ExampleReader(file, service, fingerprint, columns, progress).read();
  }

  private Examples read() throws ExamplesException, IOException {
    TableFormat format =
        TableFormat.of(file)
            .orElseThrow(
                () ->
                    new ExamplesException(
                        List.of(
                            file
                                + ": a training set of no known format; known are "
                                + TableFormat.READ)));
    try (Table table = format.open(file)) {
      ExampleHead head = new ExampleHead(file, service, columns);
      if (table instanceof GroupTable groups) {
        head.origin(groups.metadata(), fingerprint).ifPresent(problems::add);
      }
      if (format != TableFormat.JSONL) {
        problems.addAll(head.missing(table.columns()));
      }
      if (problems.isEmpty()) {
        readRows(table);
        if (format == TableFormat.JSONL && read > 0) {
          problems.addAll(head.missing(table.columns()));
        }
      }
    }
    if (unlisted > 0) {
      problems.add(
          String.format(Locale.ROOT, "%s: and %,d problems more of this kind", file, unlisted));
    }
    if (!problems.isEmpty()) {
      throw new ExamplesException(problems);
    }
    return rows.examples(service, telling, new Examples.Counts(read, unlabelled, ungrouped));
  }

  private void readRows(Table table) throws ExamplesException, IOException {
    TypedCells cells = new TypedCells(table);
    long size = Math.max(1, Files.size(file));
    while (table.next()) {
      read++;
      if (places.size() < table.columns().size()) {
        for (int i = places.size(); i < table.columns().size(); i++) {
          places.put(table.columns().get(i), i);
        }
      }
      if (isEmpty(table)) {
        refuse(table.rule());
      } else {
        read(table, cells);
      }
      if (read % 1024 == 0) {
        progress.at((double) table.position() / size, read);
        checkMemory();
      }
    }
  }

  private static boolean isEmpty(Table table) {
    for (int i = 0; i < table.columns().size(); i++) {
      if (table.has(i)) {
        return false;
      }
    }
    return true;
  }

  private void read(Table table, TypedCells cells) {
    int label = place(table, columns.label());
    if (label < 0) {
      unlabelled++;
      return;
    }
    int group = columns.group().map(name -> place(table, name)).orElse(-1);
    if (columns.group().isPresent() && group < 0) {
      ungrouped++;
      return;
    }
    int timestamp = place(table, columns.timestamp());
    OptionalLong instant =
        timestamp < 0 ? OptionalLong.empty() : Timestamps.parse(cells.text(timestamp));
    if (instant.isEmpty()) {
      refuse(
          timestamp < 0
              ? columns.timestamp() + " has no value; every row needs an instant"
              : shown(cells, timestamp, columns.timestamp())
                  + "; write RFC 3339 such as 2026-11-22T12:00:00Z, or epoch milliseconds");
      return;
    }
    float wanted = number(cells, label, columns.label());
    int compared = columns.baseline().map(name -> place(table, name)).orElse(-1);
    float baseline =
        compared < 0 ? Float.NaN : number(cells, compared, columns.baseline().orElseThrow());
    Object[] values = values(table, cells);
    rows.add(
        encoding.encode(values),
        wanted,
        instant.getAsLong(),
        group < 0 ? null : cells.text(group),
        baseline);
  }

  private Object[] values(Table table, TypedCells cells) {
    Object[] values = new Object[service.features().size()];
    for (int i = 0; i < values.length; i++) {
      Feature feature = service.features().get(i);
      int column = place(table, feature.columnName());
      if (column >= 0) {
        try {
          values[i] = cells.value(column, feature.type());
        } catch (IllegalArgumentException e) {
          refuse(
              "%s; it is of type %s"
                  .formatted(shown(cells, column, feature.columnName()), feature.type().text()));
        }
        telling[i] += Telling.is(feature, values[i]) ? 1 : 0;
      }
    }
    return values;
  }

  private float number(TypedCells cells, int column, String name) {
    return cells
        .number(column)
        .map(Double::floatValue)
        .orElseGet(
            () -> {
              refuse(shown(cells, column, name) + "; write a number, or true or false");
              return Float.NaN;
            });
  }

  /** Where a value of the row is; -1 if it has none. */
  private int place(Table table, String name) {
    int column = places.getOrDefault(name, -1);
    return column >= 0 && table.has(column) ? column : -1;
  }

  private static String shown(TypedCells cells, int column, String name) {
    String text = cells.text(column);
    return "%s is \"%s\""
        .formatted(name, text.length() > 60 ? text.substring(0, 60) + "..." : text);
  }

  private void refuse(String problem) {
    if (problems.size() < MOST_LISTED) {
      problems.add("%s: row %d: %s".formatted(file, read, problem));
    } else {
      unlisted++;
    }
  }

  private void checkMemory() throws ExamplesException {
    long width = encoding.columns().size();
    long bytes = rows.size() * (width * BYTES_PER_NUMBER + BYTES_PER_ROW);
    long bound = Runtime.getRuntime().maxMemory() / 10 * 9;
    if (bytes > bound || rows.size() * width > Integer.MAX_VALUE) {
      throw new ExamplesException(
          List.of(
              String.format(
                  Locale.ROOT,
                  "%s: more than %,d rows of %,d numbers, which do not fit into %,d MB of heap; take fewer, or give more by FRESHET_JAVA_OPTIONS=-Xmx8g",
                  file,
                  rows.size(),
                  width,
                  Runtime.getRuntime().maxMemory() >> 20)));
    }
  }
}
