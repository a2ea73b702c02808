package dev.freshet.features.fold;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is kept of one view's events: its segments in the order of time. Only the last one is ever
 * read; an earlier one is kept as long as a late event may join the two. Mutable, not thread-safe.
 */
final class ViewState {

  private final List<Segment> segments = new ArrayList<>(1);

  /** The segment that readers see. */
  Optional<Segment> current() {
    return segments.isEmpty() ? Optional.empty() : Optional.of(segments.get(segments.size() - 1));
  }

  List<Segment> segments() {
    return segments;
  }

  void advance(long now) {
    for (Segment segment : segments) {
      segment.advance(now);
    }
  }

  int heapBytes() {
    int bytes = 32;
    for (Segment segment : segments) {
      bytes += segment.heapBytes();
    }
    return bytes;
  }
}
