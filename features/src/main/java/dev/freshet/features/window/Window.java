package dev.freshet.features.window;

import java.time.Duration;

/**
 * How far back a feature looks. At an instant {@code t} it holds the events with {@code far(t) <=
 * ts < t}: the near end is exact, the far end moves in steps of the hop. Two are equal if their
 * lengths and their texts are.
 */
public final class Window implements Comparable<Window> {

  private final Duration length;
  private final String text;
  private final long millis;
  private final Hop hop;

  /**
   * A window.
   *
   * @param length positive
   * @param text as the definition writes it, such as {@code 7d}; the suffix of the feature's name
   */
  public Window(Duration length, String text) {
    if (length.isZero() || length.isNegative()) {
      throw new IllegalArgumentException("a window of " + length);
    }
    this.length = length;
    this.text = text;
    this.millis = length.toMillis();
    this.hop = Hop.of(length);
  }

  public Duration length() {
    return length;
  }

  public String text() {
    return text;
  }

  public Hop hop() {
    return hop;
  }

  public long millis() {
    return millis;
  }

  /** The earliest instant that a reader at {@code t} still sees. */
  public long far(long t) {
    return hop.floor(t - millis);
  }

  /** The first instant at which a reader no longer sees the tile of the hop that starts there. */
  public long leave(long hopStart) {
    return hopStart + hop.millis() + millis;
  }

  @Override
  public int compareTo(Window other) {
    return length.compareTo(other.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Window that && length.equals(that.length) && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return length.hashCode() * 31 + text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
