package dev.freshet.serving.request;

import dev.freshet.serving.problem.Problem;
import dev.freshet.serving.problem.ProblemException;
import dev.freshet.serving.problem.ProblemKind;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a client asks to be ranked.
 *
 * @param asked of which model, and for whom: its entities have one value each
 * @param candidates what is to be ranked: lists of join key values by join key, of one length
 * @param shortlist which of them may be in the answer
 */
public record RankRequest(ModelRequest asked, Map<String, Column> candidates, Shortlist shortlist) {

  /**
   * Such a request.
   *
   * @throws ProblemException if it has no candidates
   */
  public RankRequest {
    if (candidates.isEmpty()) {
      throw Problem.of(
              ProblemKind.NO_CANDIDATES,
              "\"candidates\" is not there, or empty; send what is to be ranked, such as {\"item_id\": [\"i1\", \"i2\"]}")
          .exception();
    }
  }

  /** The name of the model. */
  public String model() {
    return asked.model();
  }

  /** The request for the features of all candidates, a row each. */
  public FeatureRequest features(Selection selection) {
    checkLengths();
    asked.checkSingle(
        "the one value that all candidates are ranked for, and lists under \"candidates\"");
    Map<String, Column> all = new LinkedHashMap<>(asked.entities());
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
    return asked.features(selection, all);
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
