package dev.freshet.serving.request;

import java.util.List;

/** Whose rules a request follows. */
public enum Dialect {
  /** Our own: what means nothing is refused. */
  FRESHET(true),
  /** Feast's: what only other versions of its server know is passed over, as there. */
  FEAST(false);

  private final boolean strict;

  Dialect(boolean strict) {
    this.strict = strict;
  }

  /** Whether what no feature needs is refused: other members, and join keys of other features. */
  public boolean strict() {
    return strict;
  }

  /** The names of the members of a JSON request. */
  List<String> members() {
    return switch (this) {
      case FRESHET -> List.of("as_of", "context", "entities", "feature_service", "features");
      case FEAST -> List.of("entities", "feature_service", "features", "full_feature_names");
    };
  }
}
