package dev.freshet.serving.request;

import dev.freshet.serving.problem.Problem;
import dev.freshet.serving.problem.ProblemKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a client asks to be ranked.
 *
 * @param model the name of the model
 * @param entities for whom: join key values by join key, one each
 * @param candidates what is to be ranked: lists of join key values by join key, of one length
 * @param context what the request brings besides, by name
 * @param asOf the instant to read the timelines at, epoch milliseconds; empty for now
 * @param limit the most items in the answer; empty for all
 * @param exclude full names of features that say which candidates must not be in the answer
 * @param diversity how many of a kind may be in the answer
 */
public record RankRequest(
    String model,
    Map<String, Column> entities,
    Map<String, Column> candidates,
    Map<String, Column> context,
    OptionalLong asOf,
    OptionalInt limit,
    List<String> exclude,
    Optional<Diversity> diversity) {

  public RankRequest {
    exclude = List.copyOf(exclude);
  }

  /**
   * At most so many items with the same value of a feature.
   *
   * @param by the full name of the feature
   * @param max at least 1
   */
  public record Diversity(String by, int max) {}

  /** The request for the features of all candidates, a row each. */
  public FeatureRequest features(Selection selection) {
    checkLengths();
    Map<String, Column> all = new LinkedHashMap<>();
    entities.forEach(
        (name, column) -> {
          if (!column.single()) {
            throw Problem.of(
                    ProblemKind.WRONG_TYPE,
                    "\"entities\".\"%s\" is a list; send the one value that all candidates are ranked for, and lists under \"candidates\""
                        .formatted(name))
                .exception();
          }
          all.put(name, column);
        });
    candidates.forEach(
        (name, column) -> {
          if (column.single() || all.put(name, column) != null) {
            throw Problem.of(
                    ProblemKind.WRONG_TYPE,
                    column.single()
                        ? "\"candidates\".\"%s\" is one value; send a list".formatted(name)
                        : "\"%s\" stands under entities and under candidates; send it once"
                            .formatted(name))
                .exception();
          }
        });
    return new FeatureRequest(Dialect.FRESHET, selection, all, context, asOf, true);
  }

  private void checkLengths() {
    Map<String, Integer> lengths = new LinkedHashMap<>();
    candidates.forEach((name, column) -> lengths.put(name, column.values().size()));
    if (lengths.values().stream().distinct().count() > 1) {
      throw Problem.of(
              ProblemKind.UNEQUAL_LENGTHS,
              "the lists of candidates have lengths %s; give all the same length"
                  .formatted(lengths))
          .with("lengths", lengths)
          .exception();
    }
  }

  /** How many candidates there are; lists of other lengths are refused later. */
  public int candidateCount() {
    return candidates.values().stream().mapToInt(column -> column.values().size()).max().orElse(0);
  }
}
