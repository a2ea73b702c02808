package dev.freshet.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Rows of Markdown, as they stand in the page of the figures. */
public final class Table {

  private final List<String> rows = new ArrayList<>();

  public Table(String... heads) {
    add(heads);
    add(Collections.nCopies(heads.length, "---").toArray(String[]::new));
  }

  public void add(String... cells) {
    rows.add("| " + String.join(" | ", cells) + " |");
  }

  public void print() {
    System.out.println();
    rows.forEach(System.out::println);
    System.out.println();
  }
}
