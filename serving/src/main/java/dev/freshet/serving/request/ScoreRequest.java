package dev.freshet.serving.request;

import java.util.Map;
import java.util.OptionalLong;

/**
 * What a client asks to be scored.
 *
 * @param model the name of the model
 * @param entities join key values by join key, as in {@link FeatureRequest}
 * @param context what the request brings besides, by name
 * @param asOf the instant to read the timelines at, epoch milliseconds; empty for now
 * @param explain whether the reasons for the scores are wanted
 */
public record ScoreRequest(
    String model,
    Map<String, Column> entities,
    Map<String, Column> context,
    OptionalLong asOf,
    boolean explain) {

  /** The request for the features that are to be scored. */
  public FeatureRequest features(Selection selection) {
    return new FeatureRequest(Dialect.FRESHET, selection, entities, context, asOf, true);
  }
}
