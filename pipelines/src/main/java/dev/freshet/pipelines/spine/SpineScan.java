package dev.freshet.pipelines.spine;

import dev.freshet.features.definition.ContextField;
import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.ExternalFeature;
import dev.freshet.features.document.Nearest;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import dev.freshet.pipelines.table.GroupTable;
import dev.freshet.pipelines.table.Table;
import dev.freshet.pipelines.table.TableFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One reading of a spine, in which everything that may be wrong with it is found. */
public final class SpineScan {

  private static final int MOST_LISTED = 100;

  private final Path file;
  private final SpineNeeds needs;
  private final boolean guessing;
  private final List<String> problems = new ArrayList<>();
  private final List<Guess> guesses = new ArrayList<>();
  private long unlisted;
  private long count;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  private SpineScan(Path file, SpineNeeds needs, boolean guessing) {
    this.file = file;
    this.needs = needs;
    this.guessing = guessing;
  }

  /**
   * Reads a spine.
   *
   * @param guessing whether the types of columns that nothing declares are wanted; else they are
   *     text
   * @throws SpineException with its problems
   * @throws IOException if it cannot be read
   */
  public static Spine read(Path file, SpineNeeds needs, boolean guessing)
      throws SpineException, IOException {
    return new SpineScan(file, needs, guessing).read();
  }

  private Spine read() throws SpineException, IOException {
    TableFormat format =
        TableFormat.of(file)
            .orElseThrow(
                () ->
                    new SpineException(
                        List.of(
                            file + ": a spine of no known format; known are " + TableFormat.READ)));
    try (Table table = format.open(file)) {
      if (format != TableFormat.JSONL) {
        checkNames(table.columns());
      }
      if (problems.isEmpty()) {
        readRows(table);
        if (format == TableFormat.JSONL && count > 0) {
          if (!table.columns().contains(needs.timestamp())) {
            problems.clear();
            unlisted = 0;
          }
          checkNames(table.columns());
        }
      }
      if (!problems.isEmpty()) {
        throw new SpineException(listed());
      }
      return new Spine(file.toAbsolutePath().toString(), columns(table), count, first, last);
    }
  }

  private List<String> listed() {
    if (unlisted > 0) {
      problems.add(
          String.format(Locale.ROOT, "%s: and %,d problems more of this kind", file, unlisted));
    }
    return problems;
  }

  private void checkNames(List<String> names) {
    List<String> missing = needs.names().stream().filter(name -> !names.contains(name)).toList();
    for (String name : missing) {
      problems.add(
          "%s: there is no column \"%s\", %s%s"
              .formatted(file, name, purpose(name), Nearest.hint(name, names)));
    }
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        problems.add(
            "%s: two columns have the name \"%s\"; a column needs a name of its own"
                .formatted(file, name));
      }
    }
  }

  private String purpose(String name) {
    if (needs.joinKeys().stream().anyMatch(key -> key.name().equals(name))) {
      return "a join key of the features asked for";
    }
    return name.equals(needs.timestamp())
        ? "the instant as of which a row is answered (--timestamp names another)"
        : "context that the features asked for are computed from";
  }

  private void readRows(Table table) throws IOException {
    SpineRows rows = new SpineRows(table, needs, List.of());
    while (rows.next()) {
      count++;
      List<String> wrong = rows.problems();
      for (String problem : wrong) {
        if (problems.size() < MOST_LISTED) {
          problems.add("%s: row %d: %s".formatted(file, count, problem));
        } else {
          unlisted++;
        }
      }
      if (wrong.isEmpty()) {
        first = Math.min(first, rows.instant());
        last = Math.max(last, rows.instant());
      }
      if (guessing && !(table instanceof GroupTable)) {
        guess(table);
      }
    }
  }

  private void guess(Table table) {
    for (int column = 0; column < table.columns().size(); column++) {
      if (column == guesses.size()) {
        guesses.add(new Guess());
      }
      if (table.has(column)) {
        String text = new String(table.text(column), StandardCharsets.UTF_8);
        if (table.isText(column)) {
          guesses.get(column).seeText();
        } else {
          guesses.get(column).see(text);
        }
      }
    }
  }

  private List<Spine.Column> columns(Table table) {
    List<Spine.Column> columns = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      String name = table.columns().get(i);
      columns.add(new Spine.Column(name, type(name, i).text()));
    }
    return columns;
  }

  private ValueType type(String name, int column) {
    for (Entity.JoinKey key : needs.joinKeys()) {
      if (key.name().equals(name)) {
        return key.type();
      }
    }
    if (name.equals(needs.timestamp())) {
      return Scalar.TIMESTAMP;
    }
    for (ContextField field : needs.context()) {
      if (field.name().equals(name)) {
        return field.type();
      }
    }
    for (ExternalFeature feature : needs.external()) {
      if (feature.columnName().equals(name)) {
        return feature.type();
      }
    }
    return column < guesses.size() ? guesses.get(column).type() : Scalar.STRING;
  }
}
