package dev.freshet.features.language;

import dev.freshet.features.document.Nearest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Full names of features, {@code view:feature}, perhaps with more behind as columns have, and what
 * people write instead.
 */
final class FullNames {

  private static final String OTHER_MARK = "__|\\.";

  private FullNames() {}

  /**
   * {@code ; did you mean "shop:views"?} or the names there are, those of the view if it has some.
   */
  static String hint(String wrong, Collection<String> names) {
    List<String> own = ofView(viewOf(wrong), names);
    return nearest(wrong, names)
        .map(name -> "; did you mean \"" + name + "\"?")
        .orElseGet(() -> Nearest.known(own.isEmpty() ? names : own));
  }

  /** The one that was probably meant: where the view is right, one of its features. */
  static Optional<String> nearest(String wrong, Collection<String> names) {
    String view = viewOf(wrong);
    List<String> own = ofView(view, names);
    return own.isEmpty()
        ? Nearest.to(wrong, names)
        : Nearest.to(
                marked(wrong).substring(view.length()),
                own.stream().map(name -> name.substring(view.length())).toList())
            .map(view::concat);
  }

  /** The view with its colon; empty where there is none. */
  private static String viewOf(String name) {
    String marked = marked(name);
    return marked.substring(0, marked.indexOf(':') + 1);
  }

  private static String marked(String name) {
    return name.contains(":") ? name : name.replaceFirst(OTHER_MARK, ":");
  }

  private static List<String> ofView(String view, Collection<String> names) {
    return names.stream().filter(name -> !view.isEmpty() && name.startsWith(view)).toList();
  }
}
