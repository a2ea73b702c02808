package dev.freshet.features.document;

import java.util.ArrayList;
import java.util.List;

/**
 * The keys that a kind of mapping has.
 *
 * @param noun what it is, for messages, such as {@code a source}
 * @param required keys that must be there
 * @param optional keys that may be there
 */
public record Shape(String noun, List<String> required, List<String> optional) {

  public Shape {
    required = List.copyOf(required);
    optional = List.copyOf(optional);
  }

  /** All keys, the required ones first. */
  public List<String> keys() {
    List<String> keys = new ArrayList<>(required);
    keys.addAll(optional);
    return List.copyOf(keys);
  }
}
