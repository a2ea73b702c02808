package dev.freshet.features.definition;

import java.util.List;

/**
 * A named group of features of one entity that a server of Feast's protocol is asked for.
 *
 * @param feast where the server is
 */
public record ExternalView(
    String name, Entity entity, ServerAddress feast, List<ExternalFeature> features) {

  public ExternalView {
    features = List.copyOf(features);
  }
}
