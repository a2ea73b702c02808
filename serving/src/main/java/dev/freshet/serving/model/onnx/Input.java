package dev.freshet.serving.model.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import dev.freshet.serving.model.UnusableModelException;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * The one tensor that a model takes: rows of numbers.
 *
 * @param oneByOne whether it takes one row at a time
 */
record Input(String name, int width, boolean doubles, boolean oneByOne) {

  /** More numbers than any service has. */
  private static final long MAX_WIDTH = 1_000_000;

  private static final String RULE =
      "; it must have one input, a tensor of floats or doubles of the shape [rows, width]";

  static Input of(Map<String, NodeInfo> inputs) throws UnusableModelException {
    if (inputs.size() != 1) {
      throw new UnusableModelException(
          "the model has the inputs %s%s: export it with all features in one"
              .formatted(inputs.keySet(), RULE));
    }
    NodeInfo input = inputs.values().iterator().next();
    if (!(input.getInfo() instanceof TensorInfo tensor)) {
      throw new UnusableModelException(
          "the input %s is no tensor%s".formatted(input.getName(), RULE));
    }
    if (tensor.type != OnnxJavaType.FLOAT && tensor.type != OnnxJavaType.DOUBLE) {
      throw new UnusableModelException(
          "the input %s is of %s%s".formatted(input.getName(), tensor.onnxType, RULE));
    }
    long[] shape = tensor.getShape();
    if (shape.length != 2 || shape[1] < 1 || shape[1] > MAX_WIDTH) {
      throw new UnusableModelException(
          "the input %s has the shape %s%s, the width a number such as 12: give the exporter the shape [None, 12]"
              .formatted(input.getName(), Arrays.toString(shape), RULE));
    }
    if (shape[0] > 1) {
      throw new UnusableModelException(
          "the input %s takes exactly %d rows; export it with any number of rows, or with one"
              .formatted(input.getName(), shape[0]));
    }
    return new Input(
        input.getName(), (int) shape[1], tensor.type == OnnxJavaType.DOUBLE, shape[0] == 1);
  }

  OnnxTensor tensor(OrtEnvironment environment, double[][] rows) throws OrtException {
    long[] shape = {rows.length, width};
    for (double[] row : rows) {
      if (row.length != width) {
        throw new IllegalArgumentException(
            "a row of %d numbers; the model takes %d".formatted(row.length, width));
      }
    }
    return doubles
        ? OnnxTensor.createTensor(environment, doubles(rows), shape)
        : OnnxTensor.createTensor(environment, floats(rows), shape);
  }

  private DoubleBuffer doubles(double[][] rows) {
    DoubleBuffer buffer = DoubleBuffer.allocate(rows.length * width);
    for (double[] row : rows) {
      buffer.put(row);
    }
    return buffer.flip();
  }

  private FloatBuffer floats(double[][] rows) {
    float[] flat = new float[rows.length * width];
    int at = 0;
    for (double[] row : rows) {
      for (double number : row) {
        flat[at++] = (float) number;
      }
    }
    return FloatBuffer.wrap(flat);
  }
}
