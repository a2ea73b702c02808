package dev.freshet.features.definition;

import java.util.List;

/** A named, ordered list of features: what one model reads. */
public record FeatureService(String name, List<Feature> features) {

  public FeatureService {
    features = List.copyOf(features);
  }
}
