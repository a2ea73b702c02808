package dev.freshet.serving.registry;

import dev.freshet.features.definition.Model;
import dev.freshet.serving.model.Scorer;
import dev.freshet.serving.model.UnusableModelException;

/** Reads files of models, of each kind by its own reader. */
final class ScorerFiles {

  private ScorerFiles() {}

  static Scorer read(Model.Kind kind, byte[] file) throws UnusableModelException {
    throw new UnusableModelException("nothing reads models of kind " + kind.text());
  }
}
