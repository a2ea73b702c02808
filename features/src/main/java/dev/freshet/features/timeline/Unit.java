package dev.freshet.features.timeline;

import dev.freshet.features.timeline.Timeline.Frame;
import dev.freshet.features.window.Hop;
import java.util.List;

/** The units of instants: a millisecond (0), or the largest hop that divides all of them. */
final class Unit {

  private static final Hop[] HOPS = Hop.values();

  private Unit() {}

  /** The unit of the frames but for the first. */
  static int of(List<Frame> frames) {
    int unit = frames.size() == 1 ? 0 : HOPS.length;
    for (Frame frame : frames.subList(1, frames.size())) {
      while (unit > 0 && HOPS[unit - 1].floor(frame.from()) != frame.from()) {
        unit--;
      }
    }
    return unit;
  }

  /** How many whole units the instant is after the epoch. */
  static long floor(int unit, long instant) {
    return unit == 0 ? instant : Math.floorDiv(instant, HOPS[unit - 1].millis());
  }
}
