package dev.freshet.serving.score;

import dev.freshet.features.definition.Feature;
import dev.freshet.features.row.Status;
import dev.freshet.features.type.ListType;
import dev.freshet.features.type.MapType;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import dev.freshet.serving.problem.Problem;
import dev.freshet.serving.problem.ProblemException;
import dev.freshet.serving.problem.ProblemKind;
import dev.freshet.serving.vector.FeatureVectors;
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

  /** The ids in a value, by the value itself: all candidates of one user share it. */
  private final IdentityHashMap<Object, Set<String>> named = new IdentityHashMap<>();

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
   * @param keys the names of the candidates' join keys
   * @throws ProblemException if it cannot
   */
  static void check(Feature feature, List<String> keys) {
    ValueType type = feature.type();
    boolean names =
        isId(type)
            || (type instanceof ListType list && isId(list.element()))
            || type instanceof MapType;
    if (!names && type != Scalar.BOOL) {
      throw Problem.of(
              ProblemKind.WRONG_EXCLUSION,
              "\"exclude\" has \"%s\", which is of type %s; name features that are lists or maps of candidates' ids, one id, or a bool"
                  .formatted(feature.fullName(), type.text()))
          .with("found", feature.fullName())
          .exception();
    }
    if (names && keys.size() > 1) {
      throw Problem.of(
              ProblemKind.WRONG_EXCLUSION,
              "\"exclude\" has \"%s\", which names candidates by one id, and they have the join keys %s; exclude them by a bool"
                  .formatted(feature.fullName(), String.join(", ", keys)))
          .with("found", feature.fullName())
          .exception();
    }
  }

  private static boolean isId(ValueType type) {
    return type == Scalar.STRING || type == Scalar.INT64;
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
        : named
            .computeIfAbsent(value, Exclusion::ids)
            .contains(vectors.rows().value(row, keys[0]).toString());
  }

  private static Set<String> ids(Object value) {
    Set<String> ids = new HashSet<>();
    if (value instanceof Map<?, ?> map) {
      map.keySet().forEach(key -> ids.add(key.toString()));
    } else if (value instanceof Collection<?> list) {
      list.forEach(element -> ids.add(element.toString()));
    } else {
      ids.add(value.toString());
    }
    return ids;
  }

  /** Whether a candidate's row is too old to tell. */
  boolean isUnknown(int row) {
    return vectors.value(row, feature) == null
        && vectors.status(row, feature) == Status.OUTSIDE_MAX_AGE;
  }
}
