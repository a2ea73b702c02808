package dev.freshet.features.definition;

import java.util.List;
import java.util.stream.Collectors;

/** A named, ordered list of features: what one model reads. */
public record FeatureService(String name, List<Feature> features) {

  public FeatureService {
    features = List.copyOf(features);
  }

  /**
   * All that decides the vectors' values and their order: two services answer alike if these are
   * equal.
   *
   * @param repository that the service is of
   */
  public String canonical(Repository repository) {
    return features.stream()
        .map(feature -> feature.canonical(repository))
        .collect(Collectors.joining("\n\n"));
  }
}
