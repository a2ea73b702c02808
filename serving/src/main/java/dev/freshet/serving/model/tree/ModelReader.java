package dev.freshet.serving.model.tree;

import dev.freshet.serving.model.UnusableModelException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a model out of a document, whose fields may come in any order. */
final class ModelReader {

  private static final Logger LOG = LoggerFactory.getLogger(ModelReader.class);

  /** More features than any service has. */
  private static final int MAX_WIDTH = 1_000_000;

  private final Document in;
  private String objective;
  private String booster;
  private Float base;
  private int width;
  private String bestIteration;
  private int treesPerIteration = 1;
  private List<String> columns = new ArrayList<>();
  private List<StoredTree> trees;
  private float[] weights;

  private ModelReader(Document in) {
    this.in = in;
  }

  static StoredModel read(Document in) throws UnusableModelException {
    ModelReader reader = new ModelReader(in);
    in.fields(
        "the file",
        field -> {
          if (field.equals("learner")) {
            in.fields(field, reader::learner);
          } else {
            in.skip();
          }
        });
    return reader.finished();
  }

  private void learner(String field) throws UnusableModelException {
    switch (field) {
      case "feature_names" -> columns = names();
      case "objective" -> in.fields(field, this::objective);
      case "learner_model_param" -> in.fields(field, this::parameter);
      case "attributes" -> in.fields(field, this::attribute);
      case "gradient_booster" -> in.fields(field, this::booster);
      default -> in.skip();
    }
  }

  private List<String> names() throws UnusableModelException {
    List<String> names = new ArrayList<>();
    in.items(
        "feature_names",
        () -> {
          if (names.size() == MAX_WIDTH) {
            throw outside("the number of feature_names", MAX_WIDTH + 1, MAX_WIDTH);
          }
          names.add(in.text("feature_names"));
        });
    return names;
  }

  private void objective(String field) throws UnusableModelException {
    if (field.equals("name")) {
      objective = in.text("objective");
    } else {
      in.skip();
    }
  }

  private void attribute(String field) throws UnusableModelException {
    if (field.equals("best_iteration")) {
      bestIteration = in.text(field);
    } else {
      in.skip();
    }
  }

  private void parameter(String field) throws UnusableModelException {
    switch (field) {
      case "base_score" -> base = baseScore(in.text(field));
      case "num_feature" -> width = whole(field);
      case "num_class" -> one(field, "train one model per class");
      case "num_target" -> one(field, "train one model per target");
      default -> in.skip();
    }
  }

  /** A number, since 3.1 in brackets: one per output. */
  private static float baseScore(String text) throws UnusableModelException {
    boolean list = text.startsWith("[") && text.endsWith("]");
    String number = list ? text.substring(1, text.length() - 1) : text;
    try {
      float base = Float.parseFloat(number);
      if (Float.isFinite(base)) {
        return base;
      }
    } catch (NumberFormatException e) {
      // Refused below.
    }
    throw new UnusableModelException(
        "base_score is %s; it must be one finite number: a model must have one output"
            .formatted(text.length() > 60 ? text.substring(0, 60) + "..." : text));
  }

  private void one(String field, String mend) throws UnusableModelException {
    int number = whole(field);
    if (number > 1) {
      throw new UnusableModelException(
          "%s is %d; a model must have one output: %s".formatted(field, number, mend));
    }
  }

  private int whole(String field) throws UnusableModelException {
    String text = in.text(field);
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new UnusableModelException("%s is %s; it must be an integer".formatted(field, text));
    }
  }

  private void booster(String field) throws UnusableModelException {
    switch (field) {
      case "name" -> booster = in.text(field);
      case "model" -> in.fields(field, this::forest);
      // What dart wraps: {"model": ..., "name": "gbtree"}
      case "gbtree" ->
          in.fields(
              field,
              inner -> {
                if (inner.equals("model")) {
                  in.fields(inner, this::forest);
                } else {
                  in.skip();
                }
              });
      case "weight_drop" -> weights = in.floats(field);
      default -> in.skip();
    }
  }

  private void forest(String field) throws UnusableModelException {
    switch (field) {
      case "trees" -> {
        List<StoredTree> read = new ArrayList<>();
        in.items(field, () -> read.add(StoredTree.from(in, "tree " + read.size())));
        trees = read;
      }
      case "tree_info" -> {
        for (int output : in.ints(field)) {
          if (output != 0) {
            throw new UnusableModelException(
                "tree_info names output %d; a model must have one output, 0: train one model per class or target"
                    .formatted(output));
          }
        }
      }
      case "gbtree_model_param" -> in.fields(field, this::forestParameter);
      default -> in.skip();
    }
  }

  private void forestParameter(String field) throws UnusableModelException {
    if (field.equals("num_parallel_tree")) {
      treesPerIteration = whole(field);
    } else {
      in.skip();
    }
  }

  private StoredModel finished() throws UnusableModelException {
    if (booster == null || objective == null || base == null) {
      throw new UnusableModelException(
          "the file has no learner with %s; write it by save_model, not by save_config or as a pickle"
              .formatted(
                  booster == null
                      ? "a gradient_booster"
                      : objective == null ? "an objective" : "a base_score"));
    }
    if (!booster.equals("gbtree") && !booster.equals("dart")) {
      throw new UnusableModelException(
          "the booster is %s; gbtree and dart can be scored%s"
              .formatted(
                  booster,
                  booster.equals("gblinear") ? "; declare a linear model of kind linear" : ""));
    }
    Link link = Link.of(objective);
    if (trees == null) {
      throw new UnusableModelException("the model has no trees; write it by save_model");
    }
    checkWidth();
    checkWeights();
    tellOfLaterTrees();
    return new StoredModel(link, base, width, List.copyOf(columns), trees, weights);
  }

  private void tellOfLaterTrees() {
    long iterations = trees.size() / Math.max(1, treesPerIteration);
    if (bestIteration != null && !bestIteration.equals(Long.toString(iterations - 1))) {
      LOG.warn(
          "the model's best_iteration is {} and it has {} iterations: all are used; to use the best"
              + " ones only, save booster[: best_iteration + 1]",
          bestIteration,
          iterations);
    }
  }

  private void checkWidth() throws UnusableModelException {
    if (width < 1 || width > MAX_WIDTH) {
      throw outside("num_feature", width, MAX_WIDTH);
    }
    if (!columns.isEmpty() && columns.size() != width) {
      throw new UnusableModelException(
          "there are %d feature_names and num_feature is %d; they must be equal"
              .formatted(columns.size(), width));
    }
  }

  private void checkWeights() throws UnusableModelException {
    boolean dart = booster.equals("dart");
    if (!dart) {
      weights = new float[0];
    } else if (weights == null || weights.length != trees.size()) {
      throw new UnusableModelException(
          "weight_drop has %d values; there must be one per tree, of which there are %d"
              .formatted(weights == null ? 0 : weights.length, trees.size()));
    }
    for (int tree = 0; tree < weights.length; tree++) {
      if (!Float.isFinite(weights[tree])) {
        throw new UnusableModelException(
            "weight_drop of tree %d is %s; it must be finite".formatted(tree, weights[tree]));
      }
    }
  }

  private static UnusableModelException outside(String what, int found, int most) {
    return new UnusableModelException(
        "%s is %d; it must be from 1 to %d".formatted(what, found, most));
  }
}
