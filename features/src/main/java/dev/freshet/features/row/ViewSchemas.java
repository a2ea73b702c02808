package dev.freshet.features.row;

import dev.freshet.features.bytes.StableId;
import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.definition.FeatureView;
import dev.freshet.features.definition.Repository;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The view schemas that rows may be written with: those of a repository, and those learned from the
 * store. Thread-safe.
 *
 * <p>A row names each view's schema by fingerprint only. The stream job writes every schema to the
 * store before the first row, under {@link #storeKey}.
 */
public final class ViewSchemas {

  private final Repository repository;
  private final Map<Long, ViewSchema> known = new ConcurrentHashMap<>();

  private ViewSchemas(Repository repository) {
    this.repository = repository;
    for (FeatureView view : repository.views()) {
      ViewSchema schema = ViewSchema.of(view);
      known.put(schema.fingerprint(), schema);
    }
  }

  public static ViewSchemas of(Repository repository) {
    return new ViewSchemas(repository);
  }

  /** What rows name a view's schema by. */
  public static long fingerprint(FeatureView view) {
    return ViewSchema.of(view).fingerprint();
  }

  /** What tells rows of these views from rows that hold other features, or in another order. */
  public static String layout(List<FeatureView> views) {
    String fingerprints =
        views.stream()
            .map(view -> HexFormat.of().toHexDigits(fingerprint(view)))
            .sorted()
            .collect(Collectors.joining(" "));
    return HexFormat.of().toHexDigits(StableId.of(fingerprints));
  }

  /** All schemas known by fingerprint, encoded for the store. */
  public Map<Long, byte[]> encoded() {
    return known.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().encoded()));
  }

  /** Adds a schema as the store has it. */
  public void learn(long fingerprint, byte[] encoded) {
    known.put(fingerprint, ViewSchema.read(encoded));
  }

  /**
   * Under which name the store has a schema: {@code project::schema:fingerprint} in hexadecimal.
   */
  public static byte[] storeKey(String project, long fingerprint) {
    String key = project + "::schema:" + HexFormat.of().toHexDigits(fingerprint);
    return key.getBytes(StandardCharsets.UTF_8);
  }

  Optional<ViewSchema> find(long fingerprint) {
    return Optional.ofNullable(known.get(fingerprint));
  }

  long featureId(AggregatedFeature feature) {
    FeatureView view =
        repository
            .view(feature.view())
            .orElseThrow(() -> new IllegalArgumentException("no view " + feature.view()));
    return ViewSchema.featureId(view, feature);
  }
}
