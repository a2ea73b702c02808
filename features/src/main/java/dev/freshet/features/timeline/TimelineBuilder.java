package dev.freshet.features.timeline;

import dev.freshet.features.aggregation.Reading;
import dev.freshet.features.timeline.Timeline.Frame;
import java.util.ArrayList;
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
    int first = piece.latestFirst.size() - 1;
    long start = piece.latestFirst.get(first).from();
    while (!frames.isEmpty() && frames.get(frames.size() - 1).from() >= start) {
      frames.remove(frames.size() - 1);
    }
    for (int i = first; i >= 0; i--) {
      Frame frame = piece.latestFirst.get(i);
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

    private final List<Frame> latestFirst = new ArrayList<>(4);

    /** Puts a frame before all others. */
    public void prepend(long from, Reading reading) {
      int last = latestFirst.size() - 1;
      if (last >= 0 && latestFirst.get(last).reading().equals(reading)) {
        latestFirst.remove(last);
      }
      latestFirst.add(new Frame(from, reading));
    }
  }
}
