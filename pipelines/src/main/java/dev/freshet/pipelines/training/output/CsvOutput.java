package dev.freshet.pipelines.training.output;

import dev.freshet.features.definition.Feature;
import dev.freshet.pipelines.spine.Spine;
import dev.freshet.pipelines.spine.SpineRows;
import dev.freshet.pipelines.table.JsonBytes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Comma-separated values (RFC 4180) under a line of names. A value that is not there is an empty
 * cell, an empty text a quoted one; lists and maps are JSON.
 */
final class CsvOutput implements VectorOutput {

  private final OutputStream out;
  private final int[] spine;
  private final JsonBytes json = new JsonBytes();
  private boolean first = true;

  CsvOutput(OutputStream out, SpineColumns spine, List<Feature> features) throws IOException {
    this.spine = spine.places();
    this.out = out;
    for (Spine.Column column : spine.columns()) {
      cell(column.name().getBytes(StandardCharsets.UTF_8));
    }
    for (Feature feature : features) {
      cell(feature.columnName().getBytes(StandardCharsets.UTF_8));
    }
    endLine();
  }

  @Override
  public void write(SpineRows row, Object[] values) throws IOException {
    for (int i : spine) {
      if (row.table().has(i) || row.table().isEmptyText(i)) {
        cell(row.table().text(i));
      } else {
        noCell();
      }
    }
    for (Object value : values) {
      if (value == null) {
        noCell();
      } else {
        json.clear();
        ValueJson.write(json, value);
        cell(json.plain());
      }
    }
    endLine();
  }

  private void noCell() throws IOException {
    if (!first) {
      out.write(',');
    }
    first = false;
  }

  private void cell(byte[] text) throws IOException {
    noCell();
    if (!needsQuotes(text)) {
      out.write(text);
      return;
    }
    out.write('"');
    for (byte b : text) {
      if (b == '"') {
        out.write('"');
      }
      out.write(b);
    }
    out.write('"');
  }

  private static boolean needsQuotes(byte[] text) {
    for (byte b : text) {
      if (b == ',' || b == '"' || b == '\n' || b == '\r') {
        return true;
      }
    }
    return text.length == 0;
  }

  private void endLine() throws IOException {
    out.write('\n');
    first = true;
  }

  @Override
  public void finish() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
