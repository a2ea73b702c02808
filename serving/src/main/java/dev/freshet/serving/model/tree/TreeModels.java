package dev.freshet.serving.model.tree;

import dev.freshet.serving.model.Scorer;
import dev.freshet.serving.model.UnusableModelException;

/** Models of trees in files of the XGBoost library, JSON or UBJ, as it writes them since 1.0. */
public final class TreeModels {

  private TreeModels() {}

  /**
   * Reads a model; its format is told by its bytes. All trees in the file count.
   *
   * @param file what the library's {@code save_model} wrote
   */
  public static Scorer read(byte[] file) throws UnusableModelException {
    return new TreeScorer(ModelReader.read(document(file)));
  }

  private static Document document(byte[] file) throws UnusableModelException {
    int second = 1;
    while (second < file.length && isBlank(file[second])) {
      second++;
    }
    if (file.length > second && file[0] == '{') {
      return file[second] == '"' || file[second] == '}'
          ? new JsonDocument(file)
          : new UbjDocument(file);
    }
    throw new UnusableModelException(
        (file.length == 0 ? "the file is empty" : "the file begins with " + beginning(file))
            + "; a model of XGBoost is JSON or UBJ and begins with {"
            + "; write it by save_model(\"model.json\") of version 1.0 or later"
            + (file.length > 0 && file[0] == '[' ? ", not by dump_model" : ""));
  }

  private static String beginning(byte[] file) {
    int first = file[0] & 0xff;
    return first > ' ' && first < 127 ? "" + (char) first : "byte 0x%02x".formatted(first);
  }

  private static boolean isBlank(byte character) {
    return character == ' ' || character == '\n' || character == '\r' || character == '\t';
  }
}
