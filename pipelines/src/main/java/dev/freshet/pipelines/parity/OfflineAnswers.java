package dev.freshet.pipelines.parity;

import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.pipelines.json.JsonTree;
import dev.freshet.pipelines.json.TypedValue;
import dev.freshet.pipelines.table.LineReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What the same events give offline, for one served row after another. */
final class OfflineAnswers implements Closeable {

  private final Terms terms;
  private final Set<AggregatedFeature> wanted;
  private final LineReader lines;

  /**
   * Answers in a file.
   *
   * @param file the training set of a {@link ServedSpine}
   */
  OfflineAnswers(Terms terms, Set<AggregatedFeature> wanted, Path file) throws IOException {
    this.terms = terms;
    this.wanted = wanted;
    this.lines = LineReader.open(file);
  }

  /** The answers to the next row, each as of the instant that its entity was answered for. */
  Map<AggregatedFeature, Object> next(ServedRow row) throws IOException {
    Map<AggregatedFeature, Object> answers = new HashMap<>();
    for (long instant : terms.instants(row)) {
      if (!lines.next()) {
        throw new IOException("fewer answers than rows: the served log has grown meanwhile");
      }
      Map<String, Object> line = JsonTree.object(lines.record());
      for (AggregatedFeature feature : wanted) {
        if (row.instant(terms.entity(feature)) == instant) {
          answers.put(feature, TypedValue.of(feature.type(), line.get(feature.columnName())));
        }
      }
    }
    return answers;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
