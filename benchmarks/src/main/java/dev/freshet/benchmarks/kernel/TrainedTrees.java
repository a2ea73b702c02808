package dev.freshet.benchmarks.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.serving.model.Scorer;
import dev.freshet.serving.model.UnusableModelException;
import dev.freshet.serving.model.tree.TreeModels;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** A hundred trees of depth 6 over thirty features, in the library and as we read them; seeded. */
final class TrainedTrees {

  static final int WIDTH = 30;

  private static final int TRAINED_ON = 5_000;

  private static TrainedTrees trained;

  private final Booster booster;
  private final byte[] file;

  /** Trained when it is first asked for. */
  static synchronized TrainedTrees get() {
    if (trained == null) {
      trained = new TrainedTrees();
    }
    return trained;
  }

  private TrainedTrees() {
    try {
      Random random = new Random(1);
      double[][] rows = rows(random, TRAINED_ON);
      DMatrix data = new DMatrix(flat(rows), TRAINED_ON, WIDTH, Float.NaN);
      data.setLabel(labels(random, rows));
      booster =
          XGBoost.train(
              data,
              Map.of("objective", "binary:logistic", "max_depth", 6, "eta", 0.1, "nthread", 1),
              100,
              Map.of(),
              null,
              null);
      file = booster.toByteArray("json");
    } catch (XGBoostError e) {
      throw new IllegalStateException(e);
    }
  }

  Booster booster() {
    return booster;
  }

  Scorer scorer() throws UnusableModelException {
    return TreeModels.read(file);
  }

  /** The trees in JSON. */
  JsonNode trees() throws IOException {
    return new ObjectMapper().readTree(file).at("/learner/gradient_booster/model/trees");
  }

  /** Rows of which a tenth is missing. */
  static double[][] rows(Random random, int count) {
    double[][] rows = new double[count][WIDTH];
    for (double[] row : rows) {
      for (int i = 0; i < WIDTH; i++) {
        row[i] = random.nextInt(10) == 0 ? Double.NaN : random.nextGaussian();
      }
    }
    return rows;
  }

  static float[] flat(double[][] rows) {
    float[] flat = new float[rows.length * WIDTH];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = (float) rows[i / WIDTH][i % WIDTH];
    }
    return flat;
  }

  private static float[] labels(Random random, double[][] rows) {
    float[] labels = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      double sum = random.nextGaussian();
      for (int j = 0; j < WIDTH; j++) {
        sum += Double.isNaN(rows[i][j]) ? 0.1 : Math.sin(rows[i][j] * (j + 1)) / 3;
      }
      labels[i] = sum > 0 ? 1 : 0;
    }
    return labels;
  }
}
