package dev.freshet.features.document;

/** A node of a YAML document. */
public sealed interface Item permits Text, Listing, Mapping, Nothing, Tagged {

  Place place();

  /**
   * What it is, for messages: {@code "90x"}, {@code a list}, {@code a mapping}, {@code nothing}.
   */
  String shown();
}
