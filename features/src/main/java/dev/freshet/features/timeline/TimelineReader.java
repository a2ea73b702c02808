package dev.freshet.features.timeline;

import dev.freshet.features.bytes.ByteReader;

/** Reads values out of encoded timelines: the last step that is not after the reader's instant. */
public final class TimelineReader {

  /** What is read at or beyond the horizon of a timeline that was cut there. Never a value. */
  public static final Object BEYOND_HORIZON = Horizon.PASSED;

  private static final Shape[] SHAPES = Shape.values();

  private TimelineReader() {}

  /**
   * Reads the next block.
   *
   * @param in stands before a block that {@link EncodedTimeline#write} wrote; then behind it
   * @param empty the feature's value with no event
   * @param start the instant the timeline starts at
   * @param horizon the row's
   * @param t not before the start
   * @return the value, {@code null} where there is none, or {@link #BEYOND_HORIZON}
   */
  public static Object read(ByteReader in, Object empty, long start, long horizon, long t) {
    ByteReader block = in.block();
    int first = block.readByte();
    if ((first & EncodedTimeline.CUT) != 0 && t >= horizon) {
      return BEYOND_HORIZON;
    }
    Shape shape = SHAPES[first & ~EncodedTimeline.CUT];
    if (shape == Shape.EMPTY) {
      return empty;
    }
    int steps = (int) block.readUnsigned();
    int unit = block.readByte();
    Steps decoder = shape.steps(empty);
    decoder.read(block);
    long instant = Unit.floor(unit, start);
    long until = Unit.floor(unit, t);
    for (int i = 0; i < steps; i++) {
      instant += block.readUnsigned();
      if (instant > until) {
        break;
      }
      decoder.read(block);
    }
    return decoder.at(t);
  }

  private enum Horizon {
    PASSED
  }
}
