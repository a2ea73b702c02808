package dev.freshet.features.language;

import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.ExternalFeature;
import dev.freshet.features.definition.ExternalView;
import dev.freshet.features.definition.ServerAddress;
import dev.freshet.features.document.Nearest;
import dev.freshet.features.type.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An external view as far as it can be read.
 *
 * @param name empty text when it cannot be read
 * @param entity empty when there is none of that name
 * @param feast empty when it cannot be read
 * @param types of the features by name; empty where one cannot be read
 * @param featuresLost whether there may be more features
 */
record ExternalDraft(
    String name,
    Optional<EntityDraft> entity,
    Optional<ServerAddress> feast,
    Map<String, ValueType> types,
    boolean featuresLost)
    implements FeatureGroup {

  @Override
  public List<String> featureNames() {
    return List.copyOf(types.keySet());
  }

  @Override
  public boolean mayYield(String feature) {
    return featuresLost && Nearest.to(feature, types.keySet()).isEmpty();
  }

  @Override
  public boolean isLost() {
    return featuresLost;
  }

  /** The whole; only to be asked for when nothing was reported. */
  ExternalView view(Map<EntityDraft, Entity> entities) {
    return new ExternalView(
        name,
        entities.get(entity.orElseThrow()),
        feast.orElseThrow(),
        types.entrySet().stream()
            .map(feature -> new ExternalFeature(name, feature.getKey(), feature.getValue()))
            .toList());
  }
}
