package dev.freshet.serving.model.onnx;

import dev.freshet.serving.model.Scorer;
import dev.freshet.serving.model.UnusableModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Models in ONNX files, scored by ONNX Runtime. Its jar is optional: nothing of it is loaded before
 * a model is read.
 */
public final class OnnxModels {

  /**
   * The longest command line of a process that is safe. ONNX Runtime 1.29.0 ends the process by a
   * fault of memory where it is longer than 3,980 bytes; a class path often is.
   */
  private static final int MAX_COMMAND_LINE = 3_500;

  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

  private OnnxModels() {}

  /** Reads a model. The scorer holds memory outside the heap and must be closed. */
  public static Scorer read(byte[] file) throws UnusableModelException {
    if (file.length == 0) {
      throw new UnusableModelException("the file is empty; copy it again, whole");
    }
    checkCommandLine(COMMAND_LINE);
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

  /** Refuses where the runtime would end the process. There is no such file but on Linux. */
  static void checkCommandLine(Path file) throws UnusableModelException {
    if (!Files.isReadable(file)) {
      return;
    }
    try {
      int length = Files.readAllBytes(file).length;
      if (length > MAX_COMMAND_LINE) {
        throw new UnusableModelException(
            "the command line of this process has %d bytes, and ONNX Runtime works with %d at most; give the class path by the variable CLASSPATH, not by -cp"
                .formatted(length, MAX_COMMAND_LINE));
      }
    } catch (IOException e) {
      throw new UnusableModelException("%s cannot be read: %s".formatted(file, e), e);
    }
  }
}
