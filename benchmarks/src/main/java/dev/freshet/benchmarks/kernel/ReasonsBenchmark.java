package dev.freshet.benchmarks.kernel;

import dev.freshet.serving.model.Scorer;
import dev.freshet.serving.model.UnusableModelException;
import java.util.Random;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What each number contributes to one row's score by a hundred trees; against the library. */
@State(Scope.Thread)
public class ReasonsBenchmark {

  private static final int DIFFERENT = 256;

  private Scorer scorer;
  private Booster booster;
  private double[][] rows;
  private int next;

  @Setup
  public void prepare() throws UnusableModelException {
    TrainedTrees trained = TrainedTrees.get();
    Random random = new Random(2);
    scorer = trained.scorer();
    booster = trained.booster();
    rows = TrainedTrees.rows(random, DIFFERENT);
  }

  private double[] row() {
    next = (next + 1) % DIFFERENT;
    return rows[next];
  }

  @Benchmark
  public double[] freshet() {
    return scorer.contributions(row()).orElseThrow();
  }

  @Benchmark
  public float[] baseline() throws XGBoostError {
    DMatrix matrix =
        new DMatrix(TrainedTrees.flat(new double[][] {row()}), 1, TrainedTrees.WIDTH, Float.NaN);
    try {
      return booster.predictContrib(matrix, 0)[0];
    } finally {
      matrix.dispose();
    }
  }
}
