package dev.freshet.features.guide;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table in a page.
 *
 * @param line where it starts, from 1
 */
record MarkdownTable(int line, List<String> columns, List<List<String>> rows) {

  /** The tables of a page, in order. */
  static List<MarkdownTable> of(List<String> lines) {
    List<MarkdownTable> tables = new ArrayList<>();
    for (int i = 0; i + 1 < lines.size(); i++) {
      if (lines.get(i).startsWith("|") && lines.get(i + 1).startsWith("|---")) {
        List<List<String>> rows = new ArrayList<>();
        for (int row = i + 2; row < lines.size() && lines.get(row).startsWith("|"); row++) {
          rows.add(cells(lines.get(row)));
        }
        tables.add(new MarkdownTable(i + 1, cells(lines.get(i)), rows));
      }
    }
    return tables;
  }

  private static List<String> cells(String line) {
    String inner = line.substring(1, line.lastIndexOf('|'));
    return Arrays.stream(inner.split("\\|", -1)).map(String::strip).toList();
  }
}
