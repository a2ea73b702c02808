package dev.freshet.serving.request;

import dev.freshet.serving.problem.Problem;
import dev.freshet.serving.problem.ProblemException;
import dev.freshet.serving.problem.ProblemKind;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What every question to a model says: the model, for whom, and as of when.
 *
 * @param model its name
 * @param entities join key values by join key, as in {@link FeatureRequest}
 * @param context what the request brings besides, by name
 * @param asOf the instant to read the timelines at, epoch milliseconds; empty for now
 */
public record ModelRequest(
    String model, Map<String, Column> entities, Map<String, Column> context, OptionalLong asOf) {

  /**
   * Such a question.
   *
   * @throws ProblemException if it names no model
   */
  public ModelRequest {
    if (model.isEmpty()) {
      throw Problem.of(
              ProblemKind.NO_MODEL,
              "\"model\" is not there, or empty; send the name of the model to score with")
          .exception();
    }
  }

  /**
   * Refuses lists of entities, where there is one of each.
   *
   * @param instead what is to be sent
   * @throws ProblemException if there is a list
   */
  void checkSingle(String instead) {
    entities.forEach(
        (name, column) -> {
          if (!column.single()) {
            throw Problem.of(
                    ProblemKind.WRONG_TYPE,
                    "\"entities\".\"%s\" is a list; send %s".formatted(name, instead))
                .exception();
          }
        });
  }

  /**
   * The request for the features of some rows.
   *
   * @param rows join key values by join key
   */
  FeatureRequest features(Selection selection, Map<String, Column> rows) {
    return new FeatureRequest(Dialect.FRESHET, selection, rows, context, asOf, true);
  }
}
