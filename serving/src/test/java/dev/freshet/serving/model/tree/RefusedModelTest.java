package dev.freshet.serving.model.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.serving.fixture.Xgboost;
import dev.freshet.serving.model.Scorer;
import dev.freshet.serving.model.UnusableModelException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import ml.dmlc.xgboost4j.java.Booster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no model that can be scored, and what is said of it. */
class RefusedModelTest {

  /** One question, x1 &lt; 2, missing to the left; written in the manner of 1.0. */
  private static final String MODEL =
      """
      {"version": [1, 0, 2],
       "learner": {
         "attributes": {},
         "feature_names": ["x0", "größe"],
         "gradient_booster": {
           "model": {
             "gbtree_model_param": {"num_trees": "1", "size_leaf_vector": "0"},
             "tree_info": [0],
             "trees": [{
               "base_weights": [0, 0, 0], "categories": [], "default_left": [true, false, false],
               "id": 0, "leaf_child_counts": [0, 0, 0],
               "left_children": [1, -1, -1], "right_children": [2, -1, -1],
               "loss_changes": [1, 0, 0], "parents": [2147483647, 0, 0],
               "split_conditions": [2, -0.5, 0.25], "split_indices": [1, 0, 0],
               "split_type": [0, 0, 0], "sum_hessian": [4, 3, 1],
               "tree_param": {"num_nodes": "3", "size_leaf_vector": "0"}}]},
           "name": "gbtree"},
         "learner_model_param": {"base_score": "5.000000e-01", "num_class": "0", "num_feature": "2"},
         "objective": {"name": "reg:squarederror", "reg_loss_param": {"scale_pos_weight": "1"}}}}
      """;

  private static Scorer read(String text) throws UnusableModelException {
    return TreeModels.read(text.getBytes(UTF_8));
  }

  @Test
  void aModelOfTheFirstVersionIsScored() throws Exception {
    Scorer model = read(MODEL);

    double[] raw =
        model.raw(new double[][] {{0, 1.9}, {0, 2}, {0, Double.NaN}, {Double.NaN, 1e300}});

    assertThat(model.columns().orElseThrow()).containsExactly("x0", "größe");
    assertThat(raw).containsExactly(0.0, 0.75, 0.0, 0.75);
    // Of four rows three went left: on average -0.3125.
    assertThat(model.contributions(new double[] {0, 7}).orElseThrow())
        .containsExactly(0, 0.5625, 0.1875);
  }

  @Test
  void aBaseScoreMayStandInBrackets() throws Exception {
    Scorer model = read(MODEL.replace("\"5.000000e-01\"", "\"[2.5E-1]\""));
    assertThat(model.raw(new double[][] {{0, 2}})).containsExactly(0.5);
  }

  @Test
  void minusZeroIsZeroAndThresholdsMayBeInfinite() throws Exception {
    double[][] zeros = {{0, 0.0}, {0, -0.0}};
    assertThat(read(MODEL.replace("[2, -0.5", "[-0.0, -0.5")).raw(zeros))
        .containsExactly(0.75, 0.75);
    assertThat(read(MODEL.replace("[2, -0.5", "[Infinity, -0.5")).raw(zeros))
        .containsExactly(0.0, 0.0);
    assertThat(read(MODEL.replace("[2, -0.5", "[-Infinity, -0.5")).raw(zeros))
        .containsExactly(0.75, 0.75);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          "left_children": [1, -1, -1] | "left_children": [0, -1, -1] | tree 0: node 0 leads to node 0; there are 1 to 2
          "left_children": [1, -1, -1] | "left_children": [2, -1, -1] | tree 0: node 0 leads to node 2, to which another leads too
          "left_children": [1, -1, -1] | "left_children": [1, 2, -1] | tree 0: node 1 leads to node 2, to which another leads too
          "left_children": [1, -1, -1] | "left_children": [3, -1, -1] | tree 0: node 0 leads to node 3; there are 1 to 2
          "left_children": [1, -1, -1] | "left_children": [1, -1] | tree 0: right_children has 3 values; there must be one per node, of which there are 2
          "left_children": [1, -1, -1] | "left_children": [] | tree 0: left_children has 0 values
          "left_children": [1, -1, -1] | "left_children": [1.5, -1, -1] | tree 0: left_children is VALUE_NUMBER_FLOAT; it must be a list of integers
          "left_children": [1, -1, -1] | "left_children": [4294967296, -1, -1] | the file is no whole JSON
          "left_children": [1, -1, -1], | '' | tree 0 has no left_children
          "split_conditions": [2, | "split_conditions": [NaN, | tree 0: node 0 compares with NaN
          -0.5, 0.25 | NaN, 0.25 | tree 0: node 1 is a leaf of NaN; leaves must be finite
          -0.5, 0.25 | 1e99, 0.25 | tree 0: node 1 is a leaf of Infinity
          "split_indices": [1, | "split_indices": [2, | tree 0: node 0 asks for feature 2; there are 2
          "split_indices": [1, | "split_indices": [-1, | tree 0: node 0 asks for feature -1; there are 2
          "split_type": [0, | "split_type": [1, | tree 0: split_type names a categorical split; splits must be by a threshold
          "sum_hessian": [4, 3, | "sum_hessian": [4, -3, | tree 0: node 0 has a sum_hessian of 4.0 and a child of -3.0
          "size_leaf_vector": "0"}}] | "size_leaf_vector": "3"}}] | tree 0: tree_param: size_leaf_vector is 3; a leaf must have one value
          "tree_info": [0] | "tree_info": [1] | tree_info names output 1; a model must have one output
          "num_class": "0" | "num_class": "3" | num_class is 3; a model must have one output: train one model per class
          "num_class": "0" | "num_target": "2" | num_target is 2; a model must have one output: train one model per target
          "num_feature": "2" | "num_feature": "0" | num_feature is 0; it must be from 1 to 1000000
          "num_feature": "2" | "num_feature": "2000000000" | num_feature is 2000000000; it must be from 1 to 1000000
          "num_feature": "2" | "num_feature": "many" | num_feature is many; it must be an integer
          ["x0", "größe"] | ["x0"] | there are 1 feature_names and num_feature is 2; they must be equal
          "5.000000e-01" | "nan" | base_score is nan; it must be one finite number
          "5.000000e-01" | "[1E0,2E0]" | base_score is [1E0,2E0]; it must be one finite number: a model must have one output
          "reg:squarederror" | "multi:softmax" | the objective is multi:softmax; one of binary:hinge, binary:logistic
          "reg:squarederror" | "survival:aft" | the objective is survival:aft; one of
          "name": "gbtree" | "name": "gblinear" | the booster is gblinear; gbtree and dart can be scored; declare a linear model
          "name": "gbtree" | "name": "dart" | weight_drop has 0 values; there must be one per tree, of which there are 1
          "name": "gbtree" | "name": "dart", "weight_drop": [NaN] | weight_drop of tree 0 is NaN; it must be finite
          "learner": | "Config": | the file has no learner with a gradient_booster; write it by save_model
          """)
  void theMessageSaysWhatWasFoundAndTheRule(String from, String to, String message) {
    assertThat(MODEL).contains(from);
    assertThatThrownBy(() -> read(MODEL.replace(from, to)))
        .isInstanceOf(UnusableModelException.class)
        .hasMessageContaining(message);
  }

  @Test
  void baseScoresOutsideTheirRangeAreRefused() {
    assertThatThrownBy(
            () ->
                read(
                    MODEL
                        .replace("reg:squarederror", "binary:logistic")
                        .replace("5.000000e-01", "1.5")))
        .hasMessageContaining("base_score is 1.5; it is a probability here, from 0 to 1");
    assertThatThrownBy(
            () -> read(MODEL.replace("reg:squarederror", "reg:gamma").replace("5.000000e-01", "0")))
        .hasMessageContaining("base_score is 0.0; it must be above 0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                       | the file is empty
          binf                     | the file begins with b; a model of XGBoost is JSON or UBJ
          [{"nodeid": 0}]          | the file begins with [; a model of XGBoost is JSON or UBJ and begins with {; write it by save_model("model.json") of version 1.0 or later, not by dump_model
          {                        | the file begins with {
          {}                       | the file has no learner
          {"learner": 3}           | learner is VALUE_NUMBER_INT; it must be an object
          {"learner"               | the file ends too early; copy it again, whole
          {L                       | the file ends too early
          {"a":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[ | the file is no whole JSON
          """)
  void whatIsNoModelAtAllIsSaid(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(UnusableModelException.class)
        .hasMessageContaining(message);
  }

  @Test
  void whatTheLibraryWritesAndWeDoNotScoreIsRefused() throws Exception {
    Random random = new Random(20);
    String[] types = new String[Xgboost.WIDTH];
    Arrays.setAll(types, i -> i == 1 ? "c" : "q");
    Map<String, Object> settings = Map.of("objective", "binary:logistic");
    byte[] old = Xgboost.train(random, 3, settings).toByteArray("deprecated");
    assertThatThrownBy(() -> TreeModels.read(old))
        .isInstanceOf(UnusableModelException.class)
        .hasMessageContaining("a model of XGBoost is JSON or UBJ");

    Booster categorical = Xgboost.train(random, 10, settings, types);
    assertRefused(categorical, "split_type names a categorical split");

    Booster classes =
        Xgboost.train(random, 3, Map.of("objective", "multi:softprob", "num_class", 3));
    assertRefused(classes, "a model must have one output");

    Booster linear =
        Xgboost.train(random, 3, Map.of("objective", "binary:logistic", "booster", "gblinear"));
    assertRefused(linear, "the booster is gblinear");

    Map<String, Object> quantiles = new HashMap<>();
    quantiles.put("objective", "reg:quantileerror");
    quantiles.put("quantile_alpha", "[0.1, 0.9]");
    assertRefused(Xgboost.train(random, 3, quantiles), "a model must have one output");
  }

  private static void assertRefused(Booster booster, String message) throws Exception {
    for (String format : new String[] {"json", "ubj"}) {
      byte[] file = booster.toByteArray(format);
      assertThatThrownBy(() -> TreeModels.read(file))
          .as(format)
          .isInstanceOf(UnusableModelException.class)
          .hasMessageContaining(message);
    }
  }
}
