package dev.freshet.infra.train.boost;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.IntConsumer;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** How trees are grown: one after the other, until they bring nothing to rows they do not know. */
public final class Growth {

  /** What they must bring at least to count: less is noise of floats. */
  private static final double LEAST = 1e-9;

  private final Settings settings;
  private final IntConsumer watcher;

  /**
   * Trees yet to be grown.
   *
   * @param watcher hears of each tree
   */
  public Growth(Settings settings, IntConsumer watcher) {
    this.settings = settings;
    this.watcher = watcher;
  }

  /** Grows trees on some rows, until others say that it is enough. */
  public Forest grow(Matrix train, Matrix early) {
    List<Double> trainCurve = new ArrayList<>();
    List<Double> earlyCurve = new ArrayList<>();
    int best = 0;
    try {
      Booster booster = start(train);
      while (trainCurve.size() < settings.trees()
          && trainCurve.size() - best < settings.patience()) {
        int tree = trainCurve.size();
        booster.update(train.matrix(), tree);
        float[] measured = new float[2];
        booster.evalSet(
            new DMatrix[] {train.matrix(), early.matrix()},
            new String[] {"train", "early"},
            tree,
            measured);
        trainCurve.add((double) measured[0]);
        earlyCurve.add((double) measured[1]);
        if (best == 0 || isBetter(measured[1], earlyCurve.get(best - 1))) {
          best = tree + 1;
        }
        watcher.accept(tree + 1);
      }
      return new Forest(booster, new Forest.Curve(trainCurve, earlyCurve, best));
    } catch (XGBoostError e) {
      throw new BoostException(e);
    }
  }

  /**
   * The file of the trees that were kept: they are grown once more, the same, without those beyond.
   *
   * @param columns the names that the file gives to the numbers
   */
  public byte[] file(Matrix train, Forest.Curve curve, String format, List<String> columns) {
    try {
      Booster booster = start(train);
      for (int tree = 0; tree < curve.best(); tree++) {
        booster.update(train.matrix(), tree);
        watcher.accept(tree + 1);
      }
      try (Forest forest = new Forest(booster, curve)) {
        return forest.file(format, columns);
      }
    } catch (XGBoostError e) {
      throw new BoostException(e);
    }
  }

  private Booster start(Matrix train) throws XGBoostError {
    return XGBoost.train(train.matrix(), settings.parameters(), 0, new HashMap<>(), null, null);
  }

  private boolean isBetter(double measured, double best) {
    return settings.objective().isMoreBetter() ? measured > best + LEAST : measured < best - LEAST;
  }
}
