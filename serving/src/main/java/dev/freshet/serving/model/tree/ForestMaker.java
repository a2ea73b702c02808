package dev.freshet.serving.model.tree;

import dev.freshet.serving.model.UnusableModelException;
import java.util.Arrays;
import java.util.List;

/** Checks stored trees and lays them out flat: breadth first, both children side by side. */
final class ForestMaker {

  /** No library grows trees so deep; explaining needs memory in the square of it. */
  private static final int MAX_DEPTH = 512;

  private final StoredModel model;
  private final int[] root;
  private final int[] depth;
  private final int[] slot;
  private final int[] threshold;
  private final int[] next;
  private final float[] leaf;

  /** Of each node, the share of its parent's training rows that came to it. */
  private final double[] share;

  private int nodes;

  private ForestMaker(StoredModel model) {
    this.model = model;
    List<StoredTree> trees = model.trees();
    int size = Math.toIntExact(trees.stream().mapToLong(StoredTree::size).sum());
    root = new int[trees.size()];
    depth = new int[trees.size()];
    slot = new int[size];
    threshold = new int[size];
    next = new int[size];
    leaf = new float[size];
    share = new double[size];
  }

  static ForestMaker of(StoredModel model) throws UnusableModelException {
    ForestMaker maker = new ForestMaker(model);
    for (int tree = 0; tree < model.trees().size(); tree++) {
      maker.add(tree);
    }
    return maker;
  }

  Forest forest() throws UnusableModelException {
    return new Forest(
        model.width(),
        model.link().start(model.base()),
        root,
        depth,
        Arrays.copyOf(slot, nodes),
        Arrays.copyOf(threshold, nodes),
        Arrays.copyOf(next, nodes),
        Arrays.copyOf(leaf, nodes));
  }

  double[] shares() {
    return Arrays.copyOf(share, nodes);
  }

  /**
   * Only nodes that the root leads to count: others were cut off by the library. Each is laid out
   * once, so that the walk ends whatever the file says.
   */
  private void add(int tree) throws UnusableModelException {
    StoredTree stored = model.trees().get(tree);
    float weight = model.weights().length == 0 ? 1 : model.weights()[tree];
    int first = nodes;
    root[tree] = first;
    // By place in the layout: the node in the file, and how far from the root it is.
    int[] from = new int[stored.size()];
    int[] level = new int[stored.size()];
    boolean[] seen = new boolean[stored.size()];
    seen[0] = true;
    share[first] = 1;
    nodes++;
    for (int at = first; at < nodes; at++) {
      int node = from[at - first];
      int left = stored.left()[node];
      if (left == -1) {
        addLeaf(at, stored.condition()[node] * weight, tree, node);
        continue;
      }
      int right = stored.right()[node];
      checkChild(left, seen, tree, node);
      checkChild(right, seen, tree, node);
      depth[tree] = level[at - first] + 1;
      if (depth[tree] > MAX_DEPTH) {
        throw wrong(tree, node, "is deeper than " + MAX_DEPTH + "; set max_depth");
      }
      boolean missingLeft = stored.missingLeft()[node] != 0;
      addQuestion(at, stored, tree, node);
      // The next one is where missing numbers go; the one after it, where the answer is yes.
      int[] children = missingLeft ? new int[] {left, right} : new int[] {right, left};
      next[at] = nodes;
      for (int child : children) {
        from[nodes - first] = child;
        level[nodes - first] = depth[tree];
        share[nodes] = share(stored, tree, node, child);
        nodes++;
      }
    }
  }

  private void addLeaf(int at, float value, int tree, int node) throws UnusableModelException {
    if (!Float.isFinite(value)) {
      throw wrong(tree, node, "is a leaf of " + value + "; leaves must be finite");
    }
    leaf[at] = value;
    next[at] = at;
    threshold[at] = Integer.MIN_VALUE;
  }

  private void addQuestion(int at, StoredTree stored, int tree, int node)
      throws UnusableModelException {
    int feature = stored.feature()[node];
    if (feature < 0 || feature >= model.width()) {
      throw wrong(
          tree, node, "asks for feature %d; there are %d".formatted(feature, model.width()));
    }
    float condition = stored.condition()[node];
    if (Float.isNaN(condition)) {
      throw wrong(tree, node, "compares with NaN; thresholds must be numbers");
    }
    // number < condition, or, asked the other way round, number >= condition: ~key < -threshold
    boolean missingLeft = stored.missingLeft()[node] != 0;
    slot[at] = missingLeft ? model.width() + feature : feature;
    threshold[at] = missingLeft ? -Forest.key(condition) : Forest.key(condition);
  }

  private static void checkChild(int child, boolean[] seen, int tree, int node)
      throws UnusableModelException {
    if (child < 1 || child >= seen.length) {
      throw wrong(
          tree, node, "leads to node %d; there are 1 to %d".formatted(child, seen.length - 1));
    }
    if (seen[child]) {
      throw wrong(
          tree,
          node,
          "leads to node %d, to which another leads too; this is no tree".formatted(child));
    }
    seen[child] = true;
  }

  /** A half where no rows came by, as the library has it. */
  private static double share(StoredTree stored, int tree, int parent, int child)
      throws UnusableModelException {
    double all = stored.cover()[parent];
    double part = stored.cover()[child];
    if (!(all >= 0 && part >= 0 && Double.isFinite(all) && Double.isFinite(part))) {
      throw wrong(
          tree,
          parent,
          "has a sum_hessian of %s and a child of %s; both must be finite and not below 0"
              .formatted(all, part));
    }
    return all == 0 ? 0.5 : part / all;
  }

  private static UnusableModelException wrong(int tree, int node, String what) {
    return new UnusableModelException("tree %d: node %d %s".formatted(tree, node, what));
  }
}
