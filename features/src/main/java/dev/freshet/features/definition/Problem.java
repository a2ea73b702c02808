package dev.freshet.features.definition;

/**
 * One thing wrong with a definition.
 *
 * @param file as the reader of the message would name it, relative to the repository
 * @param line counted from 1; 0 for the file or folder as a whole
 * @param path where in the file, such as {@code feature_views.user_activity.features.views.windows}
 * @param message what was found, the rule, and how to mend it
 */
public record Problem(String file, int line, String path, String message) {

  @Override
  public String toString() {
    String where = line > 0 ? file + ":" + line + ": " : file + ": ";
    return where + (path.isEmpty() ? "" : path + ": ") + message;
  }
}
