package dev.freshet.benchmarks.kernel;

import dev.freshet.serving.model.Scorer;
import dev.freshet.serving.model.UnusableModelException;
import java.util.Arrays;
import java.util.Random;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Scoring rows by a hundred trees; against the library that trained them, on one thread. */
@State(Scope.Thread)
public class LibraryTreesBenchmark {

  private static final int DIFFERENT = 4_096;

  @Param({"1 row", "500 rows"})
  public String rows;

  private Scorer scorer;
  private Booster booster;
  private double[][][] batches;
  private float[][] flat;
  private int next;

  @Setup
  public void prepare() throws UnusableModelException {
    TrainedTrees trained = TrainedTrees.get();
    Random random = new Random(2);
    scorer = trained.scorer();
    booster = trained.booster();
    int batch = Integer.parseInt(rows.substring(0, rows.indexOf(' ')));
    batches = new double[DIFFERENT / batch][][];
    Arrays.setAll(batches, i -> TrainedTrees.rows(random, batch));
    flat = Arrays.stream(batches).map(TrainedTrees::flat).toArray(float[][]::new);
  }

  @Benchmark
  public double[] freshet() {
    next = (next + 1) % batches.length;
    double[] scores = scorer.raw(batches[next]);
    Arrays.setAll(scores, i -> scorer.score(scores[i]));
    return scores;
  }

  @Benchmark
  public float[][] baseline() throws XGBoostError {
    next = (next + 1) % batches.length;
    return booster.inplace_predict(flat[next], batches[next].length, TrainedTrees.WIDTH, Float.NaN);
  }
}
