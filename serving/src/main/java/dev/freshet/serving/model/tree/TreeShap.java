package dev.freshet.serving.model.tree;

/**
 * What each number of a row contributes to the sum of a forest: Shapley values where what is not
 * known is averaged over the training rows that came down each path. Algorithm 2 of Lundberg, Erion
 * and Lee, "Consistent Individualized Feature Attribution for Tree Ensembles" (2018,
 * arXiv:1802.03888), in doubles. A row costs O(leaves · depth²).
 */
final class TreeShap {

  private final Forest forest;

  /** By node: the share of its parent's training rows that came to it. */
  private final double[] share;

  /** The sum of all trees for a row of which nothing is known. */
  private final double expected;

  private final int maxDepth;

  TreeShap(Forest forest, double[] share) {
    this.forest = forest;
    this.share = share;
    maxDepth = forest.maxDepth();
    expected = forest.start() + expected(forest, share);
  }

  /** Children come after their parents: from the end on, each node's mean is there when needed. */
  private static double expected(Forest forest, double[] share) {
    double[] mean = new double[share.length];
    for (int node = share.length - 1; node >= 0; node--) {
      int next = forest.next[node];
      mean[node] =
          forest.isLeaf(node)
              ? forest.leaf[node]
              : mean[next] * share[next] + mean[next + 1] * share[next + 1];
    }
    double sum = 0;
    for (int tree = 0; tree < forest.trees(); tree++) {
      sum += mean[forest.root(tree)];
    }
    return sum;
  }

  /**
   * Explains a row.
   *
   * @return one contribution per number, then the bias
   */
  double[] contributions(int[] slots) {
    double[] contributions = new double[forest.width() + 1];
    Walk walk = new Walk(slots, contributions);
    for (int tree = 0; tree < forest.trees(); tree++) {
      walk.go(forest.root(tree), 0, 0, 1, 1, -1);
    }
    contributions[forest.width()] = expected;
    return contributions;
  }

  /**
   * The way down one tree. A path is the features asked so far, each once, in a stretch of these
   * arrays; the paths of a node's children come after its own.
   */
  private final class Walk {

    private final int[] slots;
    private final double[] contributions;

    private final int[] feature;

    /** Which share of the paths goes this way if the feature is not known. */
    private final double[] unknown;

    /** 1 if the row goes this way when the feature is known, else 0. */
    private final double[] known;

    /** Of the sets of i of the path's features, the share that matters, summed. */
    private final double[] weight;

    Walk(int[] slots, double[] contributions) {
      this.slots = slots;
      this.contributions = contributions;
      int size = (maxDepth + 2) * (maxDepth + 3) / 2;
      feature = new int[size];
      unknown = new double[size];
      known = new double[size];
      weight = new double[size];
    }

    /**
     * Goes on at a node.
     *
     * @param parent where the parent's path begins
     * @param length how long it is
     */
    void go(int node, int parent, int length, double goUnknown, double goKnown, int goFeature) {
      if (goUnknown == 0 && goKnown == 0) {
        return; // No row comes here, whatever is known.
      }
      int at = parent + length;
      System.arraycopy(feature, parent, feature, at, length);
      System.arraycopy(unknown, parent, unknown, at, length);
      System.arraycopy(known, parent, known, at, length);
      System.arraycopy(weight, parent, weight, at, length);
      extend(at, length, goUnknown, goKnown, goFeature);
      int last = length;
      if (forest.isLeaf(node)) {
        double value = forest.leaf[node];
        for (int i = 1; i <= last; i++) {
          contributions[feature[at + i]] +=
              unwoundSum(at, last, i) * (known[at + i] - unknown[at + i]) * value;
        }
        return;
      }
      int asked = forest.slot[node] % forest.width();
      int hot = forest.step(node, slots);
      int cold = 2 * forest.next[node] + 1 - hot;
      double hereUnknown = 1;
      double hereKnown = 1;
      for (int i = 1; i <= last; i++) {
        if (feature[at + i] == asked) {
          hereUnknown = unknown[at + i];
          hereKnown = known[at + i];
          unwind(at, last, i);
          last--;
          break;
        }
      }
      go(hot, at, last + 1, share[hot] * hereUnknown, hereKnown, asked);
      go(cold, at, last + 1, share[cold] * hereUnknown, 0, asked);
    }

    private void extend(int at, int last, double goUnknown, double goKnown, int goFeature) {
      feature[at + last] = goFeature;
      unknown[at + last] = goUnknown;
      known[at + last] = goKnown;
      weight[at + last] = last == 0 ? 1 : 0;
      for (int i = last - 1; i >= 0; i--) {
        weight[at + i + 1] += goKnown * weight[at + i] * (i + 1) / (last + 1);
        weight[at + i] = goUnknown * weight[at + i] * (last - i) / (last + 1);
      }
    }

    /** Takes a feature out of a path. */
    private void unwind(int at, int last, int which) {
      double one = known[at + which];
      double zero = unknown[at + which];
      double carried = weight[at + last];
      for (int i = last - 1; i >= 0; i--) {
        if (one != 0) {
          double before = weight[at + i];
          weight[at + i] = carried * (last + 1) / ((i + 1) * one);
          carried = before - weight[at + i] * zero * (last - i) / (last + 1);
        } else {
          weight[at + i] = weight[at + i] * (last + 1) / (zero * (last - i));
        }
      }
      for (int i = which; i < last; i++) {
        feature[at + i] = feature[at + i + 1];
        unknown[at + i] = unknown[at + i + 1];
        known[at + i] = known[at + i + 1];
      }
    }

    /** What a path's weights would add up to without a feature. */
    private double unwoundSum(int at, int last, int which) {
      double one = known[at + which];
      double zero = unknown[at + which];
      double carried = weight[at + last];
      double total = 0;
      for (int i = last - 1; i >= 0; i--) {
        if (one != 0) {
          double part = carried * (last + 1) / ((i + 1) * one);
          total += part;
          carried = weight[at + i] - part * zero * (last - i) / (last + 1);
        } else {
          total += weight[at + i] * (last + 1) / (zero * (last - i));
        }
      }
      return total;
    }
  }
}
