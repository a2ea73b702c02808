package dev.freshet.serving.model.onnx;

import dev.freshet.serving.model.Scorer;
import dev.freshet.serving.model.UnusableModelException;

/**
 * Models in ONNX files, scored by ONNX Runtime. Its jar is optional: nothing of it is loaded before
 * a model is read.
 */
public final class OnnxModels {

  private OnnxModels() {}

  /** Reads a model. The scorer holds memory outside the heap and must be closed. */
  public static Scorer read(byte[] file) throws UnusableModelException {
    if (file.length == 0) {
      throw new UnusableModelException("the file is empty; copy it again, whole");
    }
    try {
      Class.forName("ai.onnxruntime.OrtEnvironment", false, OnnxModels.class.getClassLoader());
      return OnnxScorer.of(file);
    } catch (ClassNotFoundException e) {
      throw new UnusableModelException(
          "models of kind onnx need ONNX Runtime, which is not on the class path; add"
              + " com.microsoft.onnxruntime:onnxruntime",
          e);
    } catch (LinkageError e) {
      throw new UnusableModelException(
          "ONNX Runtime cannot be loaded: %s; it runs on Linux and Windows on x86-64, on Linux and macOS on ARM64, with glibc"
              .formatted(e),
          e);
    }
  }
}
