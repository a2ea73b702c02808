package dev.freshet.serving.registry;

import dev.freshet.features.definition.Model;
import dev.freshet.serving.model.Scorer;
import dev.freshet.serving.model.UnusableModelException;
import dev.freshet.serving.model.onnx.OnnxModels;
import dev.freshet.serving.model.tree.TreeModels;

/** Reads files of models, of each kind by its own reader. */
final class ScorerFiles {

  private ScorerFiles() {}

  static Scorer read(Model.Format format, byte[] file) throws UnusableModelException {
    return switch (format) {
      case XGBOOST -> TreeModels.read(file);
      case ONNX -> OnnxModels.read(file);
    };
  }
}
