package dev.freshet.features.timeline;

import dev.freshet.features.bytes.ByteWriter;
import dev.freshet.features.timeline.Timeline.Frame;
import java.util.List;

/**
 * A timeline as bytes that can still be cut after any step: a head with the value at the start,
 * then the steps in the order of time.
 *
 * <p>The bytes, drawn in {@code docs/formats/row.md}: one byte with the {@link Shape} and a flag
 * that says whether later steps were cut off; then, but for {@link Shape#EMPTY}, the number of
 * steps, the unit of the steps' instants, the first value, and per step how many units after the
 * step before it comes, and what changes.
 */
public final class EncodedTimeline {

  /** Flag of the first byte: the timeline goes on beyond the row's horizon. */
  static final int CUT = 0x80;

  private final Shape shape;
  private final int unit;
  private final boolean complete;
  private final ByteWriter bytes = new ByteWriter(32);
  private final long[] instants;
  private final int[] ends;
  private final int headEnd;

  private EncodedTimeline(Timeline timeline, Object empty) {
    List<Frame> frames = timeline.frames();
    shape = Shape.of(frames, empty);
    unit = Unit.of(frames);
    complete = timeline.complete();
    int steps = frames.size() - 1;
    instants = new long[steps];
    ends = new int[steps];
    Steps encoder = shape.steps(empty);
    encoder.write(bytes, frames.get(0).reading());
    headEnd = bytes.size();
    long previous = Unit.floor(unit, timeline.start());
    for (int i = 0; i < steps; i++) {
      Frame frame = frames.get(i + 1);
      long instant = Unit.floor(unit, frame.from());
      bytes.writeUnsigned(instant - previous);
      encoder.write(bytes, frame.reading());
      previous = instant;
      instants[i] = frame.from();
      ends[i] = bytes.size();
    }
  }

  /**
   * Encodes a timeline.
   *
   * @param empty the feature's value with no event, which takes one byte
   */
  public static EncodedTimeline of(Timeline timeline, Object empty) {
    return new EncodedTimeline(timeline, empty);
  }

  /** How many steps there are. */
  public int steps() {
    return instants.length;
  }

  /** The instant of a step, counted from 0. */
  public long instant(int step) {
    return instants[step];
  }

  /** The size of a step, counted from 0. */
  public int sizeBytes(int step) {
    return ends[step] - (step == 0 ? headEnd : ends[step - 1]);
  }

  /** The size of all steps. */
  public int sizeBytes() {
    return bytes.size() - headEnd;
  }

  /** Whether all of it is there. */
  public boolean complete() {
    return complete;
  }

  /** Appends a block with what lies before the horizon. */
  public void write(ByteWriter out, long horizon) {
    int steps = instants.length;
    while (steps > 0 && instants[steps - 1] >= horizon) {
      steps--;
    }
    boolean cut = !complete || steps < instants.length;
    int block = out.beginBlock();
    out.writeByte(shape.code() | (cut ? CUT : 0));
    if (shape != Shape.EMPTY || cut) {
      out.writeUnsigned(steps).writeByte(unit);
      out.writePrefix(bytes, steps == 0 ? headEnd : ends[steps - 1]);
    }
    out.endBlock(block);
  }
}
