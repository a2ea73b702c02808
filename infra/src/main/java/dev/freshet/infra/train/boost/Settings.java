package dev.freshet.infra.train.boost;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How trees are grown. The same settings and rows give the same trees.
 *
 * @param seed of the rows that each tree is grown on
 * @param trees at most
 * @param depth of a tree at most
 * @param learningRate how much of what a tree says is added
 * @param patience after how many trees that bring nothing training stops
 * @param threads that the library uses
 */
public record Settings(
    Objective objective,
    long seed,
    int trees,
    int depth,
    double learningRate,
    int patience,
    int threads) {

  /** The share of rows that each tree is grown on. */
  public static final double ROWS_PER_TREE = 0.8;

  /** Small trees, and fewer: what one feature alone can say needs no more. */
  public Settings forOneFeature() {
    return new Settings(
        objective, seed, Math.min(trees, 200), Math.min(depth, 3), learningRate, 10, threads);
  }

  Map<String, Object> parameters() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("objective", objective.named());
    parameters.put("eval_metric", objective.metric());
    parameters.put("tree_method", "hist");
    parameters.put("max_depth", depth);
    parameters.put("eta", learningRate);
    parameters.put("subsample", ROWS_PER_TREE);
    parameters.put("seed", seed);
    parameters.put("nthread", threads);
    parameters.put("verbosity", 0);
    return parameters;
  }
}
