package dev.freshet.infra.shop;

import java.util.PriorityQueue;

/**
 * Records that are kept back: events that a device could not send, and records to be sent again.
 */
final class Backlog {

  private final PriorityQueue<Kept> kept = new PriorityQueue<>();
  private long added;

  /** Keeps a record until its time to be sent. */
  void add(ShopRecord record) {
    kept.add(new Kept(record, added++));
  }

  boolean isDue(long nanos) {
    return !kept.isEmpty() && kept.peek().record().dueNanos() <= nanos;
  }

  ShopRecord remove() {
    return kept.remove().record();
  }

  private record Kept(ShopRecord record, long number) implements Comparable<Kept> {

    @Override
    public int compareTo(Kept other) {
      int byDue = Long.compare(record.dueNanos(), other.record.dueNanos());
      return byDue != 0 ? byDue : Long.compare(number, other.number);
    }
  }
}
