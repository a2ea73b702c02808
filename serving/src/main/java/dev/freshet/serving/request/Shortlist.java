package dev.freshet.serving.request;

import dev.freshet.serving.problem.Problem;
import dev.freshet.serving.problem.ProblemException;
import dev.freshet.serving.problem.ProblemKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Which of the candidates may be in a ranked list.
 *
 * @param limit the most items in the list, at least 1; empty for all
 * @param exclude full names of features that say which candidates must not be in it
 * @param diversity how many of a kind may be in it
 */
public record Shortlist(OptionalInt limit, List<String> exclude, Optional<Diversity> diversity) {

  public Shortlist {
    exclude = List.copyOf(exclude);
  }

  /** The names of the features by which candidates are left out, each once. */
  public Set<String> features() {
    Set<String> names = new LinkedHashSet<>(exclude);
    diversity.ifPresent(kind -> names.add(kind.by()));
    return names;
  }

  /**
   * At most so many items with the same value of a feature.
   *
   * @param by the full name of the feature
   * @param max at least 1
   */
  public record Diversity(String by, int max) {

    /**
     * Such a rule.
     *
     * @throws ProblemException if one of the two is not there
     */
    public Diversity {
      if (by.isEmpty() || max < 1) {
        throw Problem.of(
                ProblemKind.WRONG_DIVERSITY,
                "\"diversity\" has %s; send both, such as {\"by\": \"item_profile:category\", \"max\": 3}"
                    .formatted(
                        by.isEmpty()
                            ? "no \"by\""
                            : max == 0 ? "no \"max\"" : "the \"max\" " + max))
            .exception();
      }
    }
  }
}
