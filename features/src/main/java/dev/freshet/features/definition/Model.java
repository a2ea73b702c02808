package dev.freshet.features.definition;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A model that scores the vectors of one feature service. Immutable. */
public sealed interface Model {

  String name();

  /** What it reads. */
  FeatureService service();

  /** What definitions call its kind. */
  String kind();

  /**
   * A weighted sum: the score is {@code link(bias + Σ weight · value)}.
   *
   * @param weights by column, as {@link FeatureService#encoding()} names them; columns without a
   *     weight do not count
   * @param missing what a value that is not there counts for, by column; 0 where nothing is said
   */
  record Linear(
      String name,
      FeatureService service,
      Link link,
      double bias,
      Map<String, Double> weights,
      Map<String, Double> missing)
      implements Model {

    public Linear {
      weights = Map.copyOf(weights);
      missing = Map.copyOf(missing);
    }

    @Override
    public String kind() {
      return "linear";
    }
  }

  /**
   * A model in a file that a library wrote.
   *
   * @param file where it is; it need not be there yet
   */
  record Stored(String name, FeatureService service, Format format, File file) implements Model {

    @Override
    public String kind() {
      return format.text();
    }
  }

  /**
   * Where a model is.
   *
   * @param folder that of the definition, absolute; relative paths start there
   * @param path as written, perhaps with {@code ${VARIABLE}}
   */
  record File(Path folder, String path) {

    /**
     * The absolute path.
     *
     * @throws UnsetVariableException if a variable in it has no value
     */
    public Path in(Variables variables) throws UnsetVariableException {
      return folder.resolve(variables.expand(path, value -> value)).normalize();
    }

    /** The file's name, as far as it is known without variables. */
    public String name() {
      return path.substring(path.lastIndexOf('/') + 1);
    }
  }

  /** What makes a score of a raw one. */
  enum Link {
    /** The raw score itself. */
    IDENTITY,
    /** 1 / (1 + e^-raw). */
    LOGISTIC;

    public double of(double raw) {
      return this == IDENTITY ? raw : 1 / (1 + Math.exp(-raw));
    }

    /** The link that definitions call so. */
    public static Optional<Link> named(String text) {
      return switch (text) {
        case "identity" -> Optional.of(IDENTITY);
        case "logistic" -> Optional.of(LOGISTIC);
        default -> Optional.empty();
      };
    }
  }

  /** Which library wrote a file. */
  enum Format {
    /** Trees, in XGBoost's JSON or UBJ. */
    XGBOOST,
    /** ONNX. */
    ONNX;

    /** What definitions call it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The format that definitions call so. */
    public static Optional<Format> named(String text) {
      return Arrays.stream(values()).filter(format -> format.text().equals(text)).findFirst();
    }
  }
}
