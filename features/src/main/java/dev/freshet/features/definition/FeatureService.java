package dev.freshet.features.definition;

import dev.freshet.features.bytes.StableId;
import dev.freshet.features.encoding.Encoding;
import dev.freshet.features.encoding.LeftOut;
import dev.freshet.features.encoding.Numeric;
import dev.freshet.features.encoding.VectorEncoding;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A named, ordered list of features: what one model reads.
 *
 * @param encodings how features that are no numbers become numbers, by full name
 * @param shadow the names of models that score along whenever another one of the service does, for
 *     the log only
 */
public record FeatureService(
    String name, List<Feature> features, Map<String, Encoding> encodings, List<String> shadow) {

  public FeatureService {
    features = List.copyOf(features);
    encodings = Map.copyOf(encodings);
    shadow = List.copyOf(shadow);
  }

  /** A service without encodings. */
  public static FeatureService of(String name, List<Feature> features) {
    return new FeatureService(name, features, Map.of(), List.of());
  }

  /** How the values of one of its features become numbers; empty if nothing says so. */
  public Optional<Encoding> encoding(Feature feature) {
    return Optional.ofNullable(encodings.get(feature.fullName()))
        .or(
            () ->
                Optional.<Encoding>of(new Numeric()).filter(plain -> plain.takes(feature.type())));
  }

  /** How its vectors become rows of numbers; what has no encoding is left out. */
  public VectorEncoding encoding() {
    return new VectorEncoding(
        features.stream().map(Feature::columnName).toList(),
        features.stream().map(feature -> encoding(feature).orElseGet(LeftOut::new)).toList());
  }

  /** Whether all of its features become numbers, so that a model can read them. */
  public boolean isEncoded() {
    return features.stream().allMatch(feature -> encoding(feature).isPresent());
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

  /**
   * Sixteen hexadecimal digits that are others as soon as the service answers otherwise.
   *
   * @param repository that the service is of
   */
  public String fingerprint(Repository repository) {
    return HexFormat.of().toHexDigits(StableId.of(canonical(repository)));
  }
}
