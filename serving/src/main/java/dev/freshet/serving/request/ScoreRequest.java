package dev.freshet.serving.request;

/**
 * What a client asks to be scored.
 *
 * @param asked of which model, and for whom
 * @param explain whether the reasons for the scores are wanted
 */
public record ScoreRequest(ModelRequest asked, boolean explain) {

  /** The name of the model. */
  public String model() {
    return asked.model();
  }

  /** The request for the features that are to be scored. */
  public FeatureRequest features(Selection selection) {
    return asked.features(selection, asked.entities());
  }
}
