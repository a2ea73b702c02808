package dev.freshet.serving.recommend;

import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.definition.Candidates;
import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.Feature;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.row.Status;
import dev.freshet.features.type.Scalar;
import dev.freshet.serving.request.RecommendRequest;
import dev.freshet.serving.request.Selection;
import dev.freshet.serving.store.Deadline;
import dev.freshet.serving.vector.FeatureVectors;
import dev.freshet.serving.vector.KeyValue;
import dev.freshet.serving.vector.VectorReader;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The search for the candidates of one request. */
final class Search {

  private final Repository repository;
  private final VectorReader reader;

  private final RecommendRequest request;
  private final List<Candidates> from;
  private final FeatureVectors told;
  private final List<String> features;
  private final Scalar type;
  private final Optional<Object> own;
  private final Set<Feature> unreadable = new LinkedHashSet<>();

  Search(
      Repository repository,
      VectorReader reader,
      RecommendRequest request,
      List<Candidates> from,
      String of,
      Optional<Object> own,
      FeatureVectors told) {
    this.repository = repository;
    this.reader = reader;
    this.request = request;
    this.from = from;
    this.told = told;
    this.features = told.plan().features().stream().map(Feature::fullName).toList();
    this.type = type(of);
    this.own = own;
  }

  /** Features that candidates come from, and whose rows are too old to tell. */
  List<Feature> unreadable() {
    return List.copyOf(unreadable);
  }

  CompletableFuture<Union> run(Deadline deadline) {
    Map<String, CompletableFuture<List<Object>>> found = new LinkedHashMap<>();
    from.forEach(one -> found.put(one.name(), found(one, deadline)));
    return CompletableFuture.allOf(found.values().toArray(CompletableFuture[]::new))
        .thenApply(
            done -> {
              Map<String, List<Object>> best = new LinkedHashMap<>();
              found.forEach((name, all) -> best.put(name, withoutOwn(all.join())));
              return Union.of(best, reader.limits().rows());
            });
  }

  private List<Object> withoutOwn(List<Object> candidates) {
    return candidates.stream().filter(candidate -> !own.equals(Optional.of(candidate))).toList();
  }

  private CompletableFuture<List<Object>> found(Candidates one, Deadline deadline) {
    AggregatedFeature asked = one.seeds().orElse(one.feature());
    Object value = value(told, 0, features.indexOf(asked.fullName()));
    if (one.seeds().isEmpty()) {
      Weights weights = new Weights(type);
      weights.add(value);
      return CompletableFuture.completedFuture(weights.best());
    }
    String joinKey = entity(one.feature()).joinKeys().get(0).name();
    List<Object> seeds = seeds(value, joinKey);
    if (seeds.isEmpty()) {
      return CompletableFuture.completedFuture(List.of());
    }
    Selection selection = new Selection.Names(List.of(one.feature().fullName()));
    return reader
        .vectors(request.features(selection, joinKey, seeds), deadline)
        .thenApply(
            vectors -> {
              Weights weights = new Weights(type);
              for (int row = 0; row < vectors.rows().count(); row++) {
                weights.add(value(vectors, row, 0));
              }
              return weights.best();
            });
  }

  private Entity entity(AggregatedFeature feature) {
    return repository.view(feature.view()).orElseThrow().entity();
  }

  private Scalar type(String joinKey) {
    return reader.catalog().joinKeys().get(joinKey);
  }

  /** Those of the values that the join key can have. */
  private List<Object> seeds(Object value, String joinKey) {
    Collection<?> all =
        value instanceof Collection<?> several
            ? several
            : Optional.ofNullable(value).stream().toList();
    Scalar seedType = type(joinKey);
    return all.stream()
        .flatMap(seed -> KeyValue.of(seedType, seed).stream())
        .limit(reader.limits().rows())
        .toList();
  }

  private Object value(FeatureVectors vectors, int row, int feature) {
    if (vectors.status(row, feature) == Status.OUTSIDE_MAX_AGE
        && vectors.value(row, feature) == null) {
      synchronized (unreadable) {
        unreadable.add(vectors.plan().features().get(feature));
      }
    }
    return vectors.value(row, feature);
  }
}
