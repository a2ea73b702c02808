package dev.freshet.features.timeline;

import dev.freshet.features.aggregation.Reading;
import java.util.List;

/**
 * A feature's value as a function of time, if no more events came: frames in the order of time,
 * each valid from its instant to the next one's.
 *
 * @param frames at least one; the first starts where the timeline does; no two neighbours read
 *     alike
 * @param complete whether the last frame stays for ever; else it is only known to stay up to the
 *     instant for which the timeline was made
 */
public record Timeline(List<Frame> frames, boolean complete) {

  public Timeline {
    frames = List.copyOf(frames);
  }

  /** The instant it starts at. */
  public long start() {
    return frames.get(0).from();
  }

  /** The last instant at which it changes by itself, or its start. */
  public long lastChange() {
    return frames.get(frames.size() - 1).from();
  }

  /** The value at an instant not before the start; {@code null} where there is none. */
  public Object at(long t) {
    int i = frames.size() - 1;
    while (i > 0 && frames.get(i).from() > t) {
      i--;
    }
    return frames.get(i).reading().at(t);
  }

  /**
   * What is read from an instant on.
   *
   * @param from epoch milliseconds, inclusive
   */
  public record Frame(long from, Reading reading) {}
}
