package dev.freshet.features.document;

/**
 * A scalar that YAML reads as a tag, as an expression does that starts with {@code !} and is not
 * quoted.
 *
 * @param written about as it stands in the file
 */
public record Tagged(Place place, String written) implements Item {

  @Override
  public String shown() {
    return '"' + written + '"';
  }
}
