package dev.freshet.serving.plan;

import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.Feature;
import java.util.List;

/**
 * How a list of features is read: from which entities' rows, and where in each reading a feature
 * is. Made once for a list and used by every request for it. Immutable.
 */
public final class Plan {

  private final List<Feature> features;
  private final List<Part> parts;
  private final int[] part;
  private final int[] place;
  private final List<Entity.JoinKey> joinKeys;

  Plan(
      List<Feature> features,
      List<Part> parts,
      int[] part,
      int[] place,
      List<Entity.JoinKey> joinKeys) {
    this.features = List.copyOf(features);
    this.parts = List.copyOf(parts);
    this.part = part;
    this.place = place;
    this.joinKeys = List.copyOf(joinKeys);
  }

  /** In the order asked. */
  public List<Feature> features() {
    return features;
  }

  /** One per entity that has some of the features. */
  public List<Part> parts() {
    return parts;
  }

  /** Which of the parts has a feature. */
  public int partOf(int feature) {
    return part[feature];
  }

  /** Where in its part's readings a feature is. */
  public int placeOf(int feature) {
    return place[feature];
  }

  /** The join keys of all parts, each once. */
  public List<Entity.JoinKey> joinKeys() {
    return joinKeys;
  }
}
