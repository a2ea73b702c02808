package dev.freshet.serving.score;

import dev.freshet.features.aggregation.First;
import dev.freshet.features.aggregation.Last;
import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.definition.Feature;
import dev.freshet.features.row.Status;
import dev.freshet.features.type.ListType;
import dev.freshet.features.type.MapType;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import dev.freshet.serving.plan.Plan;
import dev.freshet.serving.problem.Problem;
import dev.freshet.serving.problem.ProblemException;
import dev.freshet.serving.problem.ProblemKind;
import dev.freshet.serving.vector.FeatureVectors;
import dev.freshet.serving.vector.KeyValue;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A feature by which candidates are left out: a list, a map or one value that names them by their
 * join key, or a {@code bool} that is true of them.
 */
final class Exclusion {

  private final FeatureVectors vectors;
  private final int feature;
  private final int[] keys;

  /** What a value names, by the value itself: all candidates of one user share it. */
  private final IdentityHashMap<Object, Named> named = new IdentityHashMap<>();

  /**
   * An exclusion from an answer.
   *
   * @param feature its place among the vectors' features
   * @param keys the places of the candidates' join keys
   */
  Exclusion(FeatureVectors vectors, int feature, int[] keys) {
    this.vectors = vectors;
    this.feature = feature;
    this.keys = keys;
  }

  /**
   * Checks that a feature can say what is to be excluded.
   *
   * @param feature its place among the plan's features
   * @param keys the names of the candidates' join keys
   * @throws ProblemException if it cannot
   */
  static void check(Plan plan, int feature, List<String> keys) {
    Feature found = plan.features().get(feature);
    if (found.type() == Scalar.BOOL) {
      return;
    }
    if (!namesIds(found)) {
      throw wrong(
          found,
          "is %s and no list or map of ids; name such a one, or a bool that is true of what is to be excluded"
              .formatted(described(found)));
    }
    if (keys.size() > 1) {
      throw wrong(
          found,
          "names candidates by one id, and they have the join keys %s; exclude them by a bool"
              .formatted(String.join(", ", keys)));
    }
    if (plan.restsOn(feature, keys.get(0))) {
      throw wrong(
          found,
          "is itself about each %s, so that it does not say which of them to exclude; exclude them by a bool"
              .formatted(keys.get(0)));
    }
  }

  private static ProblemException wrong(Feature feature, String what) {
    return Problem.of(
            ProblemKind.WRONG_EXCLUSION,
            "\"exclude\" has \"%s\", which %s".formatted(feature.fullName(), what))
        .with("found", feature.fullName())
        .exception();
  }

  private static String described(Feature feature) {
    return feature.type() == Scalar.INT64 ? "a number" : "of type " + feature.type().text();
  }

  /** An integer is an id only if it is one that an event had: a count is none. */
  private static boolean namesIds(Feature feature) {
    ValueType type = feature.type();
    if (type == Scalar.INT64) {
      return feature instanceof AggregatedFeature aggregated
          && (aggregated.definition().aggregation() instanceof First
              || aggregated.definition().aggregation() instanceof Last);
    }
    return type == Scalar.STRING
        || type instanceof MapType
        || (type instanceof ListType list
            && (list.element() == Scalar.STRING || list.element() == Scalar.INT64));
  }

  Feature feature() {
    return vectors.plan().features().get(feature);
  }

  /** Whether a candidate is to be left out. */
  boolean holds(int row) {
    Object value = vectors.value(row, feature);
    if (value == null) {
      return false;
    }
    return value instanceof Boolean flag
        ? flag
        : named(value).ids().contains(vectors.rows().value(row, keys[0]));
  }

  /**
   * What a value names.
   *
   * @param ids of the candidates' join key's type
   * @param strangers whether there is something else that can be none of them
   */
  private record Named(Set<Object> ids, boolean strangers) {}

  private Named named(Object value) {
    return named.computeIfAbsent(
        value,
        unread -> {
          Collection<?> found =
              value instanceof Map<?, ?> map
                  ? map.keySet()
                  : value instanceof Collection<?> list ? list : List.of(value);
          Scalar type = vectors.rows().keys().get(keys[0]).type();
          Set<Object> ids = new HashSet<>();
          found.forEach(id -> KeyValue.of(type, id).ifPresent(ids::add));
          return new Named(ids, found.stream().anyMatch(id -> KeyValue.of(type, id).isEmpty()));
        });
  }

  /**
   * Whether it does not tell of a candidate: its row is too old, another server does not answer, or
   * what is named can be no candidate's id, such as letters where these are integers.
   */
  boolean isUnknown(int row) {
    Object value = vectors.value(row, feature);
    if (value == null) {
      return vectors.status(row, feature) == Status.OUTSIDE_MAX_AGE;
    }
    return !(value instanceof Boolean) && named(value).strangers();
  }
}
