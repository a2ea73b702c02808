package dev.freshet.serving.registry;

import dev.freshet.features.definition.Model;
import dev.freshet.serving.model.Scorer;
import dev.freshet.serving.model.UnusableModelException;
import dev.freshet.serving.model.tree.TreeModels;

/** Reads files of models, of each kind by its own reader. */
final class ScorerFiles {

  private ScorerFiles() {}

  static Scorer read(Model.Format kind, byte[] file) throws UnusableModelException {
    if (kind == Model.Format.XGBOOST) {
      return TreeModels.read(file);
    }
    throw new UnusableModelException("nothing reads models of kind " + kind.text());
  }
}
