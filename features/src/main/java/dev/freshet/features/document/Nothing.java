package dev.freshet.features.document;

/** A key or dash with nothing behind it, or {@code null}. */
public record Nothing(Place place) implements Item {

  @Override
  public String shown() {
    return "nothing";
  }
}
