package dev.freshet.serving.model.tree;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** The library itself, which trains models on seeded data and says what they score. */
final class Xgboost {

  static final int WIDTH = 12;

  private static final int TRAINED_ON = 3_000;

  private Xgboost() {}

  /** Rows of which a fifth is missing; some numbers repeat, so that they meet thresholds. */
  static double[][] rows(Random random, int count) {
    double[][] rows = new double[count][WIDTH];
    for (double[] row : rows) {
      for (int i = 0; i < WIDTH; i++) {
        row[i] = number(random, i);
      }
    }
    return rows;
  }

  private static double number(Random random, int column) {
    if (random.nextInt(5) == 0) {
      return Double.NaN;
    }
    return switch (column % 4) {
      case 0 -> random.nextGaussian();
      case 1 -> random.nextInt(10);
      case 2 -> Math.exp(3 * random.nextGaussian()) * (random.nextBoolean() ? 1 : -1);
      default -> random.nextBoolean() ? 1 : 0;
    };
  }

  /** A model whose labels are from 0 to 1, or positive integers for counts and ranks. */
  static Booster train(Random random, int rounds, Map<String, Object> settings)
      throws XGBoostError {
    return train(random, rounds, settings, new String[0]);
  }

  static Booster train(
      Random random, int rounds, Map<String, Object> settings, String[] featureTypes)
      throws XGBoostError {
    Map<String, Object> all = new HashMap<>(settings);
    all.putIfAbsent("max_depth", 6);
    all.putIfAbsent("eta", 0.3);
    all.put("nthread", 1);
    all.put("seed", random.nextInt(1 << 30));
    double[][] rows = rows(random, TRAINED_ON);
    DMatrix data = matrix(rows);
    if (featureTypes.length > 0) {
      data.setFeatureTypes(featureTypes);
    }
    data.setLabel(labels(random, rows, all));
    if (String.valueOf(all.get("objective")).startsWith("rank:")) {
      int[] groups = new int[TRAINED_ON / 20];
      Arrays.fill(groups, 20);
      data.setGroup(groups);
    }
    return XGBoost.train(data, all, rounds, Map.of(), null, null);
  }

  private static float[] labels(Random random, double[][] rows, Map<String, Object> settings) {
    String objective = String.valueOf(settings.get("objective"));
    boolean exact = objective.startsWith("binary:") || objective.equals("rank:map");
    boolean integer = exact || objective.startsWith("rank:") || objective.startsWith("multi:");
    float[] labels = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      double signal = random.nextGaussian() / 2;
      for (int j = 0; j < WIDTH; j++) {
        double number = rows[i][j];
        signal += Double.isNaN(number) ? 0.3 * (j % 3) : Math.signum(number - 1) * (j % 5 - 2);
      }
      double probability = 1 / (1 + Math.exp(-signal));
      labels[i] =
          (float)
              (exact ? Math.round(probability) : integer ? (int) (3 * probability) : probability);
      if (objective.equals("reg:gamma") || objective.equals("survival:cox")) {
        labels[i] += 0.01f;
      }
    }
    return labels;
  }

  static DMatrix matrix(double[][] rows) throws XGBoostError {
    float[] flat = new float[rows.length * WIDTH];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = (float) rows[i / WIDTH][i % WIDTH];
    }
    return new DMatrix(flat, rows.length, WIDTH, Float.NaN);
  }
}
