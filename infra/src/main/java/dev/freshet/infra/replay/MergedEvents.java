package dev.freshet.infra.replay;

import dev.freshet.features.definition.Repository;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The records of several sources, merged by the times of those that are next in each. A record
 * without a time comes at once. Not thread-safe.
 */
final class MergedEvents implements Closeable {

  private final List<SourceEvents> all = new ArrayList<>();
  private final PriorityQueue<Head> heads =
      new PriorityQueue<>(Comparator.comparingLong(Head::time).thenComparingInt(Head::order));
  private Head current;

  private MergedEvents() {}

  static MergedEvents of(Repository repository, List<SourceFiles> sources) throws IOException {
    MergedEvents merged = new MergedEvents();
    for (SourceFiles source : sources) {
      merged.all.add(new SourceEvents(repository, source));
    }
    for (int i = 0; i < merged.all.size(); i++) {
      merged.advance(merged.all.get(i), i);
    }
    return merged;
  }

  /** Goes to the next record; false at the end of all. */
  boolean next() throws IOException {
    if (current != null) {
      advance(current.events(), current.order());
    }
    current = heads.poll();
    return current != null;
  }

  /** The source whose record is next. */
  SourceEvents current() {
    return current.events();
  }

  /** The bytes read of all files. */
  long position() {
    return all.stream().mapToLong(SourceEvents::position).sum();
  }

  @Override
  public void close() throws IOException {
    for (SourceEvents events : all) {
      events.close();
    }
  }

  private void advance(SourceEvents events, int order) throws IOException {
    if (events.next()) {
      heads.add(new Head(events, events.isEvent() ? events.time() : Long.MIN_VALUE, order));
    }
  }

  private record Head(SourceEvents events, long time, int order) {}
}
