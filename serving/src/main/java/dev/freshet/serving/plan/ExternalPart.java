package dev.freshet.serving.plan;

import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.ExternalFeature;
import java.util.Arrays;
import java.util.List;

/** One external view's share of a {@link Plan}: its features, each once, and what counts them. */
public final class ExternalPart {

  private final String view;
  private final Entity entity;
  private final int[] joinKeys;
  private final List<ExternalFeature> features;
  private final ValueMeter meter;

  ExternalPart(
      String view,
      Entity entity,
      int[] joinKeys,
      List<ExternalFeature> features,
      ValueMeter meter) {
    this.view = view;
    this.entity = entity;
    this.joinKeys = joinKeys;
    this.features = List.copyOf(features);
    this.meter = meter;
  }

  /** The name of the view. */
  public String view() {
    return view;
  }

  public Entity entity() {
    return entity;
  }

  public List<ExternalFeature> features() {
    return features;
  }

  /** Where in the plan's join keys those of the entity are. */
  public int[] joinKeys() {
    return Arrays.copyOf(joinKeys, joinKeys.length);
  }

  /** Where the values served are counted. */
  public ValueMeter meter() {
    return meter;
  }
}
