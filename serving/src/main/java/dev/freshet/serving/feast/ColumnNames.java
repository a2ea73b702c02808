package dev.freshet.serving.feast;

import dev.freshet.features.definition.Feature;
import dev.freshet.serving.problem.Problem;
import dev.freshet.serving.problem.ProblemException;
import dev.freshet.serving.problem.ProblemKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The names of the columns of an answer: join keys, then features. */
record ColumnNames(List<String> names) {

  /**
   * The names for a request.
   *
   * @param full whether features are named {@code view__feature}, or by their own name only
   * @throws ProblemException if two names would be the same
   */
  static ColumnNames of(List<Feature> features, Collection<String> joinKeys, boolean full) {
    List<String> names = new ArrayList<>(joinKeys);
    features.forEach(feature -> names.add(full ? feature.columnName() : feature.name()));
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw Problem.of(
                ProblemKind.AMBIGUOUS_NAMES,
                "two columns would be named \"%s\"; %s"
                    .formatted(
                        name,
                        full
                            ? "ask for each feature once"
                            : "set \"full_feature_names\" to true, or ask for each feature once"))
            .with("found", name)
            .exception();
      }
    }
    return new ColumnNames(List.copyOf(names));
  }
}
