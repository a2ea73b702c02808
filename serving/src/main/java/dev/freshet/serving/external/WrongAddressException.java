package dev.freshet.serving.external;

import dev.freshet.features.definition.ExternalView;

/** The address of an external view is none, once its variables are replaced. */
public final class WrongAddressException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  WrongAddressException(ExternalView view, IllegalArgumentException cause) {
    super("external_views." + view.name() + ".feast: " + cause.getMessage(), cause);
  }
}
