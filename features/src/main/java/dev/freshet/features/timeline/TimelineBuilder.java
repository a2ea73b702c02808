package dev.freshet.features.timeline;

import dev.freshet.features.aggregation.Reading;
import dev.freshet.features.timeline.Timeline.Frame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Puts a timeline together from pieces; an instant with no change is no frame. */
public final class TimelineBuilder {

  private final List<Frame> frames = new ArrayList<>();
  private boolean complete = true;

  /**
   * Appends a piece, which replaces whatever earlier pieces say from its start on.
   *
   * @param complete whether the piece's last frame stays for ever
   */
  public void append(Piece piece, boolean complete) {
    long start = piece.frames.getFirst().from();
    while (!frames.isEmpty() && frames.get(frames.size() - 1).from() >= start) {
      frames.remove(frames.size() - 1);
    }
    for (Frame frame : piece.frames) {
      if (frames.isEmpty() || !frames.get(frames.size() - 1).reading().equals(frame.reading())) {
        frames.add(frame);
      }
    }
    this.complete = complete;
  }

  public Timeline build() {
    return new Timeline(frames, complete);
  }

  /** Some frames, put together from the latest back to the earliest. */
  public static final class Piece {

    private final Deque<Frame> frames = new ArrayDeque<>();

    /** Puts a frame before all others. */
    public void prepend(long from, Reading reading) {
      if (!frames.isEmpty() && frames.getFirst().reading().equals(reading)) {
        frames.removeFirst();
      }
      frames.addFirst(new Frame(from, reading));
    }
  }
}
