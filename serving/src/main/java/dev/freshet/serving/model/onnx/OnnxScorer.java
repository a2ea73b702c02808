package dev.freshet.serving.model.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.freshet.serving.model.Scorer;
import dev.freshet.serving.model.UnusableModelException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A scorer by ONNX Runtime, which works on the caller's thread. The raw score is the model's own
 * output; it cannot be explained.
 */
final class OnnxScorer implements Scorer {

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final Input input;
  private final Output output;

  private OnnxScorer(OrtEnvironment environment, OrtSession session, Input input, Output output) {
    this.environment = environment;
    this.session = session;
    this.input = input;
    this.output = output;
  }

  static OnnxScorer of(byte[] file) throws UnusableModelException {
    OrtEnvironment environment = environment();
    OrtSession session = session(environment, file);
    try {
      OnnxScorer scorer =
          new OnnxScorer(
              environment,
              session,
              Input.of(session.getInputInfo()),
              Output.of(session.getOutputInfo()));
      scorer.tryOut();
      return scorer;
    } catch (OrtException e) {
      close(session);
      throw new UnusableModelException("ONNX Runtime cannot run the model: " + e.getMessage(), e);
    } catch (UnusableModelException | RuntimeException | Error e) {
      close(session);
      throw e;
    }
  }

  /** One that tells its makers nothing of its use, as some builds would. */
  private static OrtEnvironment environment() throws UnusableModelException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try {
      environment.setTelemetry(false);
      return environment;
    } catch (OrtException e) {
      throw new UnusableModelException(
          "ONNX Runtime %s cannot be kept from reporting: %s"
              .formatted(environment.getVersion(), e.getMessage()),
          e);
    }
  }

  private static OrtSession session(OrtEnvironment environment, byte[] file)
      throws UnusableModelException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      // What goes wrong is in the exception.
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      // Requests come on as many threads as there are cores.
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
      return environment.createSession(file, options);
    } catch (OrtException e) {
      throw new UnusableModelException(
          "ONNX Runtime %s refuses the file: %s"
              .formatted(environment.getVersion(), e.getMessage()),
          e);
    }
  }

  /** What shapes leave open shows when one row is scored, and two. */
  private void tryOut() throws OrtException, UnusableModelException {
    double[][] rows = new double[2][input.width()];
    if (scored(Arrays.copyOf(rows, 1)).length == 0
        || (!input.oneByOne() && scored(rows).length == 0)) {
      throw new UnusableModelException(
          output.name()
              + " is not one score per row; it must have the shape [rows], [rows, 1] or"
              + " [rows, 2]");
    }
  }

  @Override
  public int width() {
    return input.width();
  }

  /** An ONNX file does not name the numbers of its input. */
  @Override
  public Optional<String[]> columns() {
    return Optional.empty();
  }

  @Override
  public double[] raw(double[][] rows) {
    try {
      if (!input.oneByOne()) {
        return rows.length == 0 ? new double[0] : scored(rows);
      }
      double[] raw = new double[rows.length];
      for (int i = 0; i < rows.length; i++) {
        raw[i] = scored(new double[][] {rows[i]})[0];
      }
      return raw;
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot score: " + e.getMessage(), e);
    }
  }

  /** Scores rows at once; none if the output is not one or two numbers for each. */
  private double[] scored(double[][] rows) throws OrtException {
    try (OnnxTensor tensor = input.tensor(environment, rows);
        OrtSession.Result result =
            session.run(Map.of(input.name(), tensor), Set.of(output.name()))) {
      return output.scores((OnnxTensor) result.get(0), rows.length);
    }
  }

  @Override
  public double score(double raw) {
    return raw;
  }

  @Override
  public Optional<double[]> contributions(double[] row) {
    return Optional.empty();
  }

  @Override
  public void close() {
    close(session);
  }

  private static void close(OrtSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot close a model: " + e.getMessage(), e);
    }
  }
}
