package dev.freshet.serving.model.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.TensorInfo;
import dev.freshet.serving.model.UnusableModelException;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * The tensor that has the scores: one number per row, or the probabilities of two classes, of which
 * the second counts.
 */
record Output(String name, boolean doubles) {

  private static final String RULE =
      "; there must be a tensor of floats or doubles of the shape [rows], [rows, 1] or [rows, 2]";

  /** That of probabilities if one has such a name, else the last one that may be scores. */
  static Output of(Map<String, NodeInfo> outputs) throws UnusableModelException {
    Output last = null;
    Output probabilities = null;
    for (NodeInfo output : outputs.values()) {
      String name = output.getName();
      if (!(output.getInfo() instanceof TensorInfo tensor)) {
        throw new UnusableModelException(
            "the output %s is %s and no tensor; export the model with zipmap off: options={\"zipmap\": False} in skl2onnx"
                .formatted(name, output.getInfo().getClass().getSimpleName()));
      }
      if (mayBeScores(tensor)) {
        last = new Output(name, tensor.type == OnnxJavaType.DOUBLE);
        if (name.toLowerCase(Locale.ROOT).contains("prob")) {
          probabilities = last;
        }
      }
    }
    if (last == null) {
      throw new UnusableModelException(
          "the model's outputs are %s%s".formatted(outputs.values(), RULE));
    }
    return probabilities == null ? last : probabilities;
  }

  private static boolean mayBeScores(TensorInfo tensor) {
    long[] shape = tensor.getShape();
    boolean numbers = tensor.type == OnnxJavaType.FLOAT || tensor.type == OnnxJavaType.DOUBLE;
    return numbers
        && (shape.length == 0
            || shape.length == 1
            || (shape.length == 2 && shape[1] != 0 && shape[1] <= 2));
  }

  /** The scores of so many rows; none if the tensor is not one or two numbers for each. */
  double[] scores(OnnxTensor tensor, int rows) {
    if (doubles) {
      DoubleBuffer numbers = tensor.getDoubleBuffer();
      int each = each(tensor, rows);
      double[] scores = new double[each == 0 ? 0 : rows];
      Arrays.setAll(scores, i -> numbers.get(i * each + each - 1));
      return scores;
    }
    FloatBuffer numbers = tensor.getFloatBuffer();
    int each = each(tensor, rows);
    double[] scores = new double[each == 0 ? 0 : rows];
    Arrays.setAll(scores, i -> numbers.get(i * each + each - 1));
    return scores;
  }

  private static int each(OnnxTensor tensor, int rows) {
    long[] shape = tensor.getInfo().getShape();
    boolean fits = shape.length >= 1 && shape.length <= 2 && shape[0] == rows;
    long each = !fits ? 0 : shape.length == 1 ? 1 : shape[1];
    return each <= 2 ? (int) each : 0;
  }
}
