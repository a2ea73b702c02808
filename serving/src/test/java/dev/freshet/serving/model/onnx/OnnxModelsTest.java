package dev.freshet.serving.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import dev.freshet.serving.fixture.Xgboost;
import dev.freshet.serving.model.Scorer;
import dev.freshet.serving.model.UnusableModelException;
import dev.freshet.serving.model.tree.TreeModels;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxModelsTest {

  private static final int ROWS = 10_000;
  private static final int WIDTH = Xgboost.WIDTH;
  private static final double[] WEIGHTS = new Random(40).doubles(WIDTH, -1, 1).toArray();
  private static final double BIAS = 0.25;

  /** 1 / (1 + e^-(x · w + b)), a number that is missing being 0. */
  private static OnnxFile logistic(int type, long rows) {
    return new OnnxFile()
        .input("x", type, rows, WIDTH)
        .constant("w", type, WEIGHTS, WIDTH, 1)
        .constant("b", type, new double[] {BIAS}, 1)
        .constant("zero", type, new double[] {0}, 1)
        .node("IsNaN", List.of("x"), List.of("missing"))
        .node("Where", List.of("missing", "zero", "x"), List.of("there"))
        .node("MatMul", List.of("there", "w"), List.of("product"))
        .node("Add", List.of("product", "b"), List.of("sum"))
        .node("Sigmoid", List.of("sum"), List.of("y"))
        .output("y", type, rows, 1);
  }

  private static double logistic(double[] row) {
    double sum = BIAS;
    for (int i = 0; i < WIDTH; i++) {
      sum += Double.isNaN(row[i]) ? 0 : WEIGHTS[i] * row[i];
    }
    return 1 / (1 + Math.exp(-sum));
  }

  @Test
  void aModelScoresRows() throws Exception {
    try (Scorer model = OnnxModels.read(logistic(OnnxFile.FLOAT, -1).toBytes())) {
      double[] row = Xgboost.rows(new Random(41), 1)[0];

      double raw = model.raw(new double[][] {row})[0];

      assertThat(model.width()).isEqualTo(WIDTH);
      assertThat(model.score(raw)).isEqualTo(raw);
      assertThat(raw).isBetween(0.0, 1.0);
      assertThat(model.contributions(row)).isEmpty();
      assertThat(model.columns()).isEmpty();
      assertThat(model.raw(new double[0][])).isEmpty();
      assertThatThrownBy(() -> model.raw(new double[][] {{1, 2}}))
          .hasMessage("a row of 2 numbers; the model takes 12");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {OnnxFile.FLOAT, OnnxFile.DOUBLE})
  void scoresAreTheFormulasWhetherRowsComeTogetherOrOneByOne(int type) throws Exception {
    double[][] rows = Xgboost.rows(new Random(42), ROWS);
    try (Scorer together = OnnxModels.read(logistic(type, -1).toBytes());
        Scorer oneByOne = OnnxModels.read(logistic(type, 1).toBytes())) {
      double[] scores = together.raw(rows);
      double[] same = oneByOne.raw(rows);
      for (int i = 0; i < ROWS; i++) {
        // Numbers go up to e^12: as floats they are half a thousandth apart there.
        double allowed = type == OnnxFile.FLOAT ? 1e-6 * largest(rows[i]) : 1e-12;
        near(scores[i], logistic(rows[i]), Math.max(1e-6, allowed), i);
        near(same[i], scores[i], 1e-6, i);
      }
    }
  }

  private static double largest(double[] row) {
    return Arrays.stream(row).map(Math::abs).filter(each -> each > 0).max().orElse(1);
  }

  @Test
  void treesScoreAsInTheRuntimeAndAsInTheLibraryTheyComeFrom() throws Exception {
    Random random = new Random(43);
    byte[] json =
        Xgboost.train(random, 50, Map.of("objective", "binary:logistic")).toByteArray("json");
    byte[] onnx =
        OnnxTrees.classifier(json)
            .output("label", OnnxFile.INT64, -1)
            .output("scores", OnnxFile.FLOAT, -1, 2)
            .toBytes();
    double[][] rows = Xgboost.rows(random, ROWS);
    float[][] theirs = runtime(onnx, rows);
    Scorer trees = TreeModels.read(json);
    double[] raw = trees.raw(rows);
    try (Scorer model = OnnxModels.read(onnx)) {
      double[] scores = model.raw(rows);
      for (int i = 0; i < ROWS; i++) {
        near(scores[i], theirs[i][1], 1e-6, i);
        near(scores[i], trees.score(raw[i]), 1e-6, i);
      }
    }
  }

  /** The runtime with its own defaults: many threads, all outputs. */
  private static float[][] runtime(byte[] onnx, double[][] rows) throws Exception {
    float[][] floats = new float[rows.length][WIDTH];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < WIDTH; j++) {
        floats[i][j] = (float) rows[i][j];
      }
    }
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(onnx);
        OnnxTensor input = OnnxTensor.createTensor(environment, floats);
        OrtSession.Result result = session.run(Map.of("input", input))) {
      return (float[][]) result.get("scores").orElseThrow().getValue();
    }
  }

  @Test
  void probabilitiesCountBeforeOtherOutputs() throws Exception {
    byte[] file =
        logistic(OnnxFile.FLOAT, -1)
            .node("Identity", List.of("y"), List.of("Probability_of_it"))
            .node("Neg", List.of("y"), List.of("other"))
            .output("Probability_of_it", OnnxFile.FLOAT, -1, 1)
            .output("other", OnnxFile.FLOAT, -1, 1)
            .toBytes();
    double[] row = new double[WIDTH];
    try (Scorer model = OnnxModels.read(file)) {
      assertThat(model.raw(new double[][] {row})[0]).isPositive();
    }
    byte[] unnamed =
        logistic(OnnxFile.FLOAT, -1)
            .node("Neg", List.of("y"), List.of("other"))
            .output("other", OnnxFile.FLOAT, -1, 1)
            .toBytes();
    try (Scorer model = OnnxModels.read(unnamed)) {
      assertThat(model.raw(new double[][] {row})[0]).as("the last one").isNegative();
    }
  }

  @Test
  void scoresMayBeAListOfDoubles() throws Exception {
    byte[] file =
        new OnnxFile()
            .input("x", OnnxFile.DOUBLE, -1, 3)
            .node(
                "ReduceMax",
                List.of("x"),
                List.of("y"),
                OnnxFile.ints("axes", List.of(1)),
                OnnxFile.integer("keepdims", 0))
            .output("y", OnnxFile.DOUBLE, -1)
            .toBytes();
    try (Scorer model = OnnxModels.read(file)) {
      assertThat(model.raw(new double[][] {{1, 2, 0.1}, {0, -1, -2}})).containsExactly(2, 0);
    }
  }

  @Test
  void mapsAreRefusedWithTheWordToTurnThemOff() {
    OnnxFile file =
        logistic(OnnxFile.FLOAT, -1)
            .node("Concat", List.of("y", "y"), List.of("two"), OnnxFile.integer("axis", 1))
            .node(
                "ai.onnx.ml",
                "ZipMap",
                List.of("two"),
                List.of("maps"),
                OnnxFile.ints("classlabels_int64s", List.of(0, 1)))
            .outputOfMaps("maps");
    refused(
        file, "the output maps is SequenceInfo and no tensor; export the model with zipmap off");
  }

  @Test
  void whatIsNoScorePerRowIsRefused() {
    refused(
        logistic(OnnxFile.FLOAT, 7), "the input x takes exactly 7 rows; export it with any number");
    refused(
        logistic(OnnxFile.FLOAT, -1).input("more", OnnxFile.FLOAT, -1, 3),
        "the model has the inputs [x, more]; it must have one input");
    OnnxFile integers =
        new OnnxFile()
            .input("x", OnnxFile.INT64, -1, 2)
            .node("Identity", List.of("x"), List.of("y"))
            .output("y", OnnxFile.INT64, -1, 2);
    refused(integers, "the input x is of ONNX_TENSOR_ELEMENT_DATA_TYPE_INT64; it must have one");
    refused(identity(-1, -1), "the input x has the shape [-1, -1]; it must have one input");
    refused(identity(-1, 3), "the model's outputs are [NodeInfo(name=y");
    refused(identity(-1, 2, 2), "the input x has the shape [-1, 2, 2]");
    OnnxFile mean =
        new OnnxFile()
            .input("x", OnnxFile.FLOAT, -1, 2)
            .node("ReduceMean", List.of("x"), List.of("y"), OnnxFile.integer("keepdims", 0))
            .output("y", OnnxFile.FLOAT);
    refused(mean, "y is not one score per row; it must have the shape [rows], [rows, 1]");
  }

  @Test
  void aModelThatTakesTwoRowsWhateverItsShapesSayIsRefused() {
    OnnxFile pair =
        new OnnxFile()
            .input("x", OnnxFile.FLOAT, -1, 1)
            .constant("two", OnnxFile.FLOAT, new double[] {1, 2}, 2, 1)
            .node("Add", List.of("x", "two"), List.of("y"))
            .output("y", OnnxFile.FLOAT, -1, 1);
    refused(pair, "y is not one score per row");
  }

  private static OnnxFile identity(long... shape) {
    return new OnnxFile()
        .input("x", OnnxFile.FLOAT, shape)
        .node("Identity", List.of("x"), List.of("y"))
        .output("y", OnnxFile.FLOAT, shape);
  }

  @Test
  void aDamagedFileIsRefused() {
    byte[] whole = logistic(OnnxFile.FLOAT, -1).toBytes();
    Random random = new Random(44);
    for (int i = 0; i < 200; i++) {
      int length = random.nextInt(whole.length - 40);
      byte[] damaged = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> OnnxModels.read(damaged))
          .as("seed 44, the first %d bytes of %d", length, whole.length)
          .isInstanceOf(UnusableModelException.class)
          .message()
          .isNotBlank();
    }
  }

  /** From 1.29.0 on it reports how it is used, unless a variable of the environment forbids it. */
  @Test
  void theRuntimeKnowsNobodyToReportTo() throws Exception {
    try (InputStream in =
        OrtEnvironment.class.getResourceAsStream("native/linux-x64/libonnxruntime.so")) {
      String library = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);

      assertThat(library.contains("OrtGetApiBase")).isTrue();
      assertThat(library.contains("events.data.microsoft.com")).isFalse();
    }
  }

  private static void refused(OnnxFile file, String message) {
    assertThatThrownBy(() -> OnnxModels.read(file.toBytes()))
        .isInstanceOf(UnusableModelException.class)
        .hasMessageContaining(message);
  }

  private static void near(double ours, double theirs, double apart, int row) {
    if (!(Math.abs(ours - theirs) <= apart)) {
      assertThat(ours).as("row " + row).isEqualTo(theirs);
    }
  }
}
