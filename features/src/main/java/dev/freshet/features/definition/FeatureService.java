package dev.freshet.features.definition;

import dev.freshet.features.encoding.Encoding;
import dev.freshet.features.encoding.Numeric;
import dev.freshet.features.encoding.VectorEncoding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A named, ordered list of features: what one model reads.
 *
 * @param encodings how features that are no numbers become numbers, by full name
 */
public record FeatureService(String name, List<Feature> features, Map<String, Encoding> encodings) {

  public FeatureService {
    features = List.copyOf(features);
    encodings = Map.copyOf(encodings);
  }

  /** A service without encodings. */
  public static FeatureService of(String name, List<Feature> features) {
    return new FeatureService(name, features, Map.of());
  }

  /** How the values of one of its features become numbers; empty if nothing says so. */
  public Optional<Encoding> encoding(Feature feature) {
    return Optional.ofNullable(encodings.get(feature.fullName()))
        .or(
            () ->
                Optional.<Encoding>of(new Numeric()).filter(plain -> plain.takes(feature.type())));
  }

  /**
   * How its vectors become rows of numbers.
   *
   * @throws java.util.NoSuchElementException if a feature has no encoding
   */
  public VectorEncoding encoding() {
    return new VectorEncoding(
        features.stream().map(Feature::columnName).toList(),
        features.stream().map(feature -> encoding(feature).orElseThrow()).toList());
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
