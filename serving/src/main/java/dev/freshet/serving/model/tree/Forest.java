package dev.freshet.serving.model.tree;

/**
 * Trees as flat arrays, one value per node of all trees. Two questions of the library become one: a
 * row has each number twice, as a {@link #key} and as its complement, so that a node that sends
 * missing numbers left asks the complement, and a number that is missing is above every threshold.
 *
 * <p>A node's next one is {@code next + (row[slot] < threshold ? 1 : 0)}. A leaf is its own next
 * one whatever the row, so that a tree is walked in a fixed number of steps, without a branch.
 */
final class Forest {

  /** What stands for a number that is missing: above all keys and all complements of keys. */
  private static final int MISSING = Integer.MAX_VALUE;

  /** Trees deeper than this are asked, from there on, whether the leaf is reached. */
  private static final int BLIND_STEPS = 8;

  private final int width;
  private final float start;

  /** By tree. */
  private final int[] root;

  private final int[] depth;

  /** By node. */
  final int[] slot;

  final int[] threshold;
  final int[] next;
  final float[] leaf;

  Forest(
      int width,
      float start,
      int[] root,
      int[] depth,
      int[] slot,
      int[] threshold,
      int[] next,
      float[] leaf) {
    this.width = width;
    this.start = start;
    this.root = root;
    this.depth = depth;
    this.slot = slot;
    this.threshold = threshold;
    this.next = next;
    this.leaf = leaf;
  }

  int width() {
    return width;
  }

  float start() {
    return start;
  }

  int trees() {
    return root.length;
  }

  int root(int tree) {
    return root[tree];
  }

  int maxDepth() {
    int max = 0;
    for (int each : depth) {
      max = Math.max(max, each);
    }
    return max;
  }

  boolean isLeaf(int node) {
    return next[node] == node;
  }

  int step(int node, int[] slots) {
    return next[node] + (int) (((long) slots[slot[node]] - threshold[node]) >>> 63);
  }

  /**
   * The sum of the leaves that a row ends in, added in the library's order, in floats as there.
   * Four trees are walked side by side, since each step waits for the one before it in its tree.
   */
  float sum(int[] slots) {
    float sum = start;
    int tree = 0;
    for (; tree + 4 <= root.length; tree += 4) {
      int a = root[tree];
      int b = root[tree + 1];
      int c = root[tree + 2];
      int d = root[tree + 3];
      int deepest =
          Math.max(
              Math.max(depth[tree], depth[tree + 1]), Math.max(depth[tree + 2], depth[tree + 3]));
      int steps = Math.min(deepest, BLIND_STEPS);
      for (int step = 0; step < steps; step++) {
        a = step(a, slots);
        b = step(b, slots);
        c = step(c, slots);
        d = step(d, slots);
      }
      if (deepest > BLIND_STEPS) {
        a = leafBelow(a, slots);
        b = leafBelow(b, slots);
        c = leafBelow(c, slots);
        d = leafBelow(d, slots);
      }
      sum = sum + leaf[a] + leaf[b] + leaf[c] + leaf[d];
    }
    for (; tree < root.length; tree++) {
      sum += leaf[leafBelow(root[tree], slots)];
    }
    return sum;
  }

  private int leafBelow(int node, int[] slots) {
    int at = node;
    while (!isLeaf(at)) {
      at = step(at, slots);
    }
    return at;
  }

  /** How many slots a row takes. */
  int slots() {
    return 2 * width;
  }

  /** Puts a row into slots: its keys, then their complements. */
  void fill(int[] slots, double[] row) {
    for (int i = 0; i < width; i++) {
      float number = (float) row[i];
      boolean missing = Float.isNaN(number);
      int key = key(number);
      slots[i] = missing ? MISSING : key;
      slots[width + i] = missing ? MISSING : ~key;
    }
  }

  /** An integer that compares with others as the numbers do; 0 and -0 are the same. */
  static int key(float number) {
    int bits = Float.floatToRawIntBits(number + 0f);
    return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
  }
}
