package dev.freshet.features.document;

/**
 * A scalar, as its source text: {@code 1.0} and {@code true} are text too.
 *
 * @param quoted whether it stands in quotes or in a block, so that YAML takes it for a string
 * @param style how its lines are those of the file
 */
public record Text(Place place, String value, boolean quoted, Style style) implements Item {

  private static final int SHOWN_CHARACTERS = 60;

  /** How the lines of a scalar's value lie in the file. */
  public enum Style {
    /** All on the line where it starts, or folded from there on. */
    FLOWING,
    /** One line each, from the line below the {@code |}. */
    LITERAL
  }

  @Override
  public String shown() {
    String line = value.strip().replaceAll("\\s+", " ");
    return '"'
        + (line.length() <= SHOWN_CHARACTERS ? line : line.substring(0, SHOWN_CHARACTERS) + "...")
        + '"';
  }

  /** The same text, reached by taking one key for another. */
  Text guessed() {
    return new Text(place.guess(), value, quoted, style);
  }

  /** The place of one of the value's lines, counted from 1. */
  public Place placeOf(int lineOfValue) {
    return style == Style.LITERAL ? place.atLine(place.line() + lineOfValue) : place;
  }
}
