package dev.freshet.serving.model.tree;

import java.util.List;

/**
 * A model as it is in a file, its trees unchecked.
 *
 * @param base what all sums start from, before the link's inverse
 * @param width how many features it was trained on
 * @param columns their names; none if the file has none
 * @param weights what a tree's leaves count; none if all count 1
 */
record StoredModel(
    Link link,
    float base,
    int width,
    List<String> columns,
    List<StoredTree> trees,
    float[] weights) {}
