package dev.freshet.pipelines.store.redis;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/** Rows that were sent together, and what came of each. Thread-safe. */
final class Batch {

  private enum Answer {
    WRITTEN,
    REFUSED
  }

  private final List<WaitingRow> rows;
  private final AtomicReferenceArray<Answer> answers;
  private final AtomicInteger unanswered;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final long startNanos = System.nanoTime();

  Batch(List<WaitingRow> rows) {
    this.rows = List.copyOf(rows);
    this.answers = new AtomicReferenceArray<>(rows.size());
    this.unanswered = new AtomicInteger(rows.size());
  }

  List<WaitingRow> rows() {
    return rows;
  }

  long heapBytes() {
    return rows.stream().mapToLong(WaitingRow::heapBytes).sum();
  }

  /**
   * Notes the answer to one row.
   *
   * @param written whether it was stored; {@code null} where it failed
   * @param error why it failed; {@code null} where it did not
   * @return whether it was the last one
   */
  boolean answer(int row, Long written, Throwable error) {
    if (error != null) {
      failure.compareAndSet(null, error);
    } else {
      answers.set(row, written == 1 ? Answer.WRITTEN : Answer.REFUSED);
    }
    return unanswered.decrementAndGet() == 0;
  }

  /** Why some row failed; {@code null} where none did. */
  Throwable failure() {
    return failure.get();
  }

  /** The rows of which nobody knows that the store has them, or newer ones. */
  List<WaitingRow> unacknowledged() {
    if (written() + refused() == rows.size()) {
      return List.of();
    }
    return IntStream.range(0, rows.size())
        .filter(row -> answers.get(row) == null)
        .mapToObj(rows::get)
        .toList();
  }

  long written() {
    return count(Answer.WRITTEN);
  }

  long refused() {
    return count(Answer.REFUSED);
  }

  long ageNanos() {
    return System.nanoTime() - startNanos;
  }

  private long count(Answer answer) {
    long count = 0;
    for (int row = 0; row < rows.size(); row++) {
      count += answers.get(row) == answer ? 1 : 0;
    }
    return count;
  }
}
