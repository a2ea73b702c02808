package dev.freshet.benchmarks.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.serving.model.Scorer;
import dev.freshet.serving.model.UnusableModelException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Scoring rows by a hundred trees, laid out flat; against nodes that point at their children. */
@State(Scope.Thread)
public class TreesBenchmark {

  /** How many different rows: as many as the branches of a walk would not be learnt for. */
  private static final int DIFFERENT = 4_096;

  @Param({"1 row", "500 rows"})
  public String rows;

  private final List<Node> roots = new ArrayList<>();
  private Scorer scorer;
  private double[][][] batches;
  private int next;

  private record Node(
      int feature, float threshold, float leaf, boolean missingLeft, Node left, Node right) {

    static Node of(JsonNode tree, int at) {
      int left = tree.get("left_children").get(at).asInt();
      float condition = tree.get("split_conditions").get(at).floatValue();
      if (left < 0) {
        return new Node(0, 0, condition, false, null, null);
      }
      return new Node(
          tree.get("split_indices").get(at).asInt(),
          condition,
          0,
          tree.get("default_left").get(at).asInt() != 0,
          of(tree, left),
          of(tree, tree.get("right_children").get(at).asInt()));
    }

    float walk(double[] row) {
      Node node = this;
      while (node.left != null) {
        float number = (float) row[node.feature];
        boolean left = Float.isNaN(number) ? node.missingLeft : number < node.threshold;
        node = left ? node.left : node.right;
      }
      return node.leaf;
    }
  }

  @Setup
  public void prepare() throws IOException, UnusableModelException {
    TrainedTrees trained = TrainedTrees.get();
    Random random = new Random(2);
    scorer = trained.scorer();
    for (JsonNode tree : trained.trees()) {
      roots.add(Node.of(tree, 0));
    }
    int batch = Integer.parseInt(rows.substring(0, rows.indexOf(' ')));
    batches = new double[DIFFERENT / batch][][];
    for (int i = 0; i < batches.length; i++) {
      batches[i] = TrainedTrees.rows(random, batch);
    }
  }

  private double[][] batch() {
    next = (next + 1) % batches.length;
    return batches[next];
  }

  @Benchmark
  public double[] freshet() {
    return scorer.raw(batch());
  }

  /** Without the model's base score. */
  @Benchmark
  public double[] baseline() {
    double[][] batch = batch();
    double[] raw = new double[batch.length];
    for (int i = 0; i < batch.length; i++) {
      float sum = 0;
      for (Node root : roots) {
        sum += root.walk(batch[i]);
      }
      raw[i] = sum;
    }
    return raw;
  }
}
