package dev.freshet.pipelines.parity;

import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.definition.Entity;
import dev.freshet.pipelines.table.JsonBytes;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The spine that asks for what was served: a row for each served row and instant that it was
 * answered for.
 *
 * @param rows how many were served
 * @param unreadable how many lines are no rows
 * @param wanted the features made of events that they rest on
 * @param unknown features that were served and that the repository does not have
 */
record ServedSpine(long rows, long unreadable, Set<AggregatedFeature> wanted, Set<String> unknown) {

  /** The column of instants; no join key is named so. */
  static final String TIMESTAMP = "__as_of";

  /** Goes through served logs, and writes their spine. */
  static ServedSpine write(List<Path> served, Terms terms, Path spine) throws IOException {
    Set<AggregatedFeature> wanted = new LinkedHashSet<>();
    Set<String> unknown = new TreeSet<>();
    Set<String> joinKeys = new LinkedHashSet<>();
    for (Entity entity : terms.repository().entities()) {
      entity.joinKeys().forEach(key -> joinKeys.add(key.name()));
    }
    long count = 0;
    JsonBytes line = new JsonBytes();
    try (ServedRows rows = new ServedRows(served);
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(spine), 1 << 16)) {
      for (var row = rows.next(); row.isPresent(); row = rows.next()) {
        count++;
        wanted.addAll(terms.aggregated(row.get()));
        row.get().features().stream().filter(name -> !terms.has(name)).forEach(unknown::add);
        for (long instant : terms.instants(row.get())) {
          ask(row.get(), instant, joinKeys, line);
          line.writeTo(out);
        }
      }
      return new ServedSpine(count, rows.unreadable(), wanted, unknown);
    }
  }

  private static void ask(ServedRow row, long instant, Set<String> joinKeys, JsonBytes line) {
    line.clear();
    line.raw("{\"" + TIMESTAMP + "\":" + instant);
    for (String joinKey : joinKeys) {
      line.raw(',');
      line.text(joinKey);
      line.raw(':');
      Object value = row.entities().get(joinKey);
      if (value instanceof String text) {
        line.text(text);
      } else {
        line.raw(String.valueOf(value));
      }
    }
    line.raw("}\n");
  }
}
