package dev.freshet.serving.model.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.serving.fixture.Xgboost;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A model of the XGBoost library as an ONNX classifier, as converters make them. */
final class OnnxTrees {

  private final List<Integer> treeIds = new ArrayList<>();
  private final List<Integer> nodeIds = new ArrayList<>();
  private final List<Integer> features = new ArrayList<>();
  private final List<String> modes = new ArrayList<>();
  private final List<Double> values = new ArrayList<>();
  private final List<Integer> yes = new ArrayList<>();
  private final List<Integer> no = new ArrayList<>();
  private final List<Integer> missingYes = new ArrayList<>();
  private final List<Integer> leafTrees = new ArrayList<>();
  private final List<Integer> leafNodes = new ArrayList<>();
  private final List<Double> leafWeights = new ArrayList<>();

  /** A file that has the outputs {@code label} and {@code scores}: two probabilities per row. */
  static OnnxFile classifier(byte[] json) throws IOException {
    JsonNode learner = new ObjectMapper().readTree(json).get("learner");
    OnnxTrees trees = new OnnxTrees();
    int id = 0;
    for (JsonNode tree : learner.at("/gradient_booster/model/trees")) {
      trees.add(id++, tree);
    }
    double base = learner.at("/learner_model_param/base_score").asDouble();
    return new OnnxFile()
        .input("input", OnnxFile.FLOAT, -1, Xgboost.WIDTH)
        .node(
            "ai.onnx.ml",
            "TreeEnsembleClassifier",
            List.of("input"),
            List.of("label", "scores"),
            OnnxFile.ints("nodes_treeids", trees.treeIds),
            OnnxFile.ints("nodes_nodeids", trees.nodeIds),
            OnnxFile.ints("nodes_featureids", trees.features),
            OnnxFile.texts("nodes_modes", trees.modes),
            OnnxFile.floats("nodes_values", trees.values),
            OnnxFile.ints("nodes_truenodeids", trees.yes),
            OnnxFile.ints("nodes_falsenodeids", trees.no),
            OnnxFile.ints("nodes_missing_value_tracks_true", trees.missingYes),
            OnnxFile.ints("class_treeids", trees.leafTrees),
            OnnxFile.ints("class_nodeids", trees.leafNodes),
            OnnxFile.ints("class_ids", trees.leafNodes.stream().map(leaf -> 0).toList()),
            OnnxFile.floats("class_weights", trees.leafWeights),
            OnnxFile.ints("classlabels_int64s", List.of(0, 1)),
            OnnxFile.floats("base_values", List.of(-Math.log(1 / base - 1))),
            OnnxFile.text("post_transform", "LOGISTIC"));
  }

  private void add(int id, JsonNode tree) {
    for (int node = 0; node < tree.get("left_children").size(); node++) {
      int left = tree.get("left_children").get(node).asInt();
      boolean leaf = left == -1;
      double condition = tree.get("split_conditions").get(node).asDouble();
      treeIds.add(id);
      nodeIds.add(node);
      features.add(leaf ? 0 : tree.get("split_indices").get(node).asInt());
      modes.add(leaf ? "LEAF" : "BRANCH_LT");
      values.add(leaf ? 0 : condition);
      yes.add(leaf ? 0 : left);
      no.add(leaf ? 0 : tree.get("right_children").get(node).asInt());
      missingYes.add(leaf ? 0 : tree.get("default_left").get(node).asInt());
      if (leaf) {
        leafTrees.add(id);
        leafNodes.add(node);
        leafWeights.add(condition);
      }
    }
  }
}
