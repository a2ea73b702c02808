package dev.freshet.pipelines.training;

import java.io.Serializable;
import java.util.List;
import java.util.TreeSet;
import org.apache.flink.api.common.accumulators.Accumulator;

/**
 * Rows of event files that are no events: how many, and the first hundred of them. Its value is
 * replaced, never changed, since Flink looks at it from another thread.
 */
final class Unreadable implements Accumulator<Unreadable.Row, Unreadable.Rows> {

  private static final long serialVersionUID = 1L;

  private static final int MOST_LISTED = 100;
  private static final Rows NONE = new Rows(0, List.of());

  private volatile Rows rows = NONE;

  /**
   * One of them.
   *
   * @param file its place in the order of files
   * @param number of the row in the file
   * @param text where it is, and why
   */
  record Row(int file, long number, String text) implements Serializable, Comparable<Row> {

    @Override
    public int compareTo(Row other) {
      int order = Integer.compare(file, other.file);
      return order == 0 ? Long.compare(number, other.number) : order;
    }
  }

  /** How many, and the first of them in the order of files. */
  record Rows(long count, List<Row> first) implements Serializable {

    Rows {
      first = List.copyOf(first);
    }

    private Rows and(Rows other) {
      if (first.size() == MOST_LISTED
          && !other.first.isEmpty()
          && first.get(MOST_LISTED - 1).compareTo(other.first.get(0)) < 0) {
        return new Rows(count + other.count, first);
      }
      TreeSet<Row> all = new TreeSet<>(first);
      all.addAll(other.first);
      return new Rows(count + other.count, all.stream().limit(MOST_LISTED).toList());
    }
  }

  @Override
  public void add(Row row) {
    rows = rows.and(new Rows(1, List.of(row)));
  }

  @Override
  public Rows getLocalValue() {
    return rows;
  }

  @Override
  public void resetLocal() {
    rows = NONE;
  }

  @Override
  public void merge(Accumulator<Row, Rows> other) {
    rows = rows.and(other.getLocalValue());
  }

  @Override
  public Accumulator<Row, Rows> clone() {
    Unreadable copy = new Unreadable();
    copy.rows = rows;
    return copy;
  }
}
