package dev.freshet.serving.model.tree;

import dev.freshet.serving.model.UnusableModelException;

/**
 * A tree as it is in a file: one value per node, the first node being the root. Its arrays are of
 * one length; what they hold is checked by {@link ForestMaker}.
 *
 * @param left the children; -1 in a leaf
 * @param feature what a node asks for; anything in a leaf
 * @param condition a node's threshold, or a leaf's value
 * @param missingLeft 1 where rows without the feature go left
 * @param cover how much of the training rows came by
 */
record StoredTree(
    int[] left, int[] right, int[] feature, float[] condition, int[] missingLeft, float[] cover) {

  int size() {
    return left.length;
  }

  static StoredTree from(Document in, String name) throws UnusableModelException {
    Draft draft = new Draft();
    in.fields(name, field -> draft.take(in, field, name + ": " + field));
    return draft.finished(name);
  }

  private static final class Draft {

    private int[] left;
    private int[] right;
    private int[] feature;
    private float[] condition;
    private int[] missingLeft;
    private float[] cover;

    private void take(Document in, String field, String what) throws UnusableModelException {
      switch (field) {
        case "left_children" -> left = in.ints(what);
        case "right_children" -> right = in.ints(what);
        case "split_indices" -> feature = in.ints(what);
        case "split_conditions" -> condition = in.floats(what);
        case "default_left" -> missingLeft = in.ints(what);
        case "sum_hessian" -> cover = in.floats(what);
        case "split_type" -> refuseCategories(in.ints(what), what);
        case "tree_param" -> in.fields(what, param -> refuseVectors(in, param, what));
        default -> in.skip();
      }
    }

    private static void refuseCategories(int[] types, String what) throws UnusableModelException {
      for (int type : types) {
        if (type != 0) {
          throw new UnusableModelException(
              what
                  + " names a categorical split; splits must be by a threshold: encode categories as"
                  + " numbers (one_hot), and train without enable_categorical");
        }
      }
    }

    private static void refuseVectors(Document in, String param, String what)
        throws UnusableModelException {
      if (!param.equals("size_leaf_vector")) {
        in.skip();
        return;
      }
      String size = in.text(what + ": " + param);
      if (!size.equals("0") && !size.equals("1")) {
        throw new UnusableModelException(
            "%s: size_leaf_vector is %s; a leaf must have one value: train one model per output, or with multi_strategy one_output_per_tree"
                .formatted(what, size));
      }
    }

    private StoredTree finished(String name) throws UnusableModelException {
      int size = length("left_children", left == null ? -1 : left.length, -1, name);
      length("right_children", right == null ? -1 : right.length, size, name);
      length("split_indices", feature == null ? -1 : feature.length, size, name);
      length("split_conditions", condition == null ? -1 : condition.length, size, name);
      length("default_left", missingLeft == null ? -1 : missingLeft.length, size, name);
      length("sum_hessian", cover == null ? -1 : cover.length, size, name);
      return new StoredTree(left, right, feature, condition, missingLeft, cover);
    }

    private static int length(String field, int found, int expected, String name)
        throws UnusableModelException {
      if (found < 0) {
        throw new UnusableModelException(
            "%s has no %s; the library writes one".formatted(name, field));
      }
      if (found == 0 || (expected >= 0 && found != expected)) {
        throw new UnusableModelException(
            "%s: %s has %d values; there must be one per node, of which there are %d"
                .formatted(name, field, found, Math.max(expected, 1)));
      }
      return found;
    }
  }
}
