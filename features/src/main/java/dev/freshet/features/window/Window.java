package dev.freshet.features.window;

import java.time.Duration;

/**
 * How far back a feature looks. At an instant {@code t} it holds the events with {@code far(t) <=
 * ts < t}: the near end is exact, the far end moves in steps of the hop.
 *
 * @param length positive
 * @param text as the definition writes it, such as {@code 7d}; the suffix of the feature's name
 */
public record Window(Duration length, String text) implements Comparable<Window> {

  public Window {
    if (length.isZero() || length.isNegative()) {
      throw new IllegalArgumentException("a window of " + length);
    }
  }

  public Hop hop() {
    return Hop.of(length);
  }

  public long millis() {
    return length.toMillis();
  }

  /** The earliest instant that a reader at {@code t} still sees. */
  public long far(long t) {
    return hop().floor(t - millis());
  }

  /** The first instant at which a reader no longer sees the tile of the hop that starts there. */
  public long leave(long hopStart) {
    return hopStart + hop().millis() + millis();
  }

  @Override
  public int compareTo(Window other) {
    return length.compareTo(other.length);
  }
}
