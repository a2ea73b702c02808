package dev.freshet.features.document;

/**
 * Where something is written.
 *
 * @param file relative to the folder that is read
 * @param line counted from 1; 0 for the file or folder as a whole
 * @param path member names from the outside in, such as {@code feature_views.user_activity.where};
 *     empty for a whole document
 * @param guessed whether a misspelt key, which is a problem already, was taken for another one:
 *     what is found here may follow from that guess and is not reported
 */
public record Place(String file, int line, String path, boolean guessed) {

  public Place(String file, int line, String path) {
    this(file, line, path, false);
  }

  /** The place of a member. */
  public Place member(String name, int memberLine) {
    return new Place(file, memberLine, path.isEmpty() ? name : path + "." + name, guessed);
  }

  /** The place of an element without a name. */
  public Place element(int index, int elementLine) {
    return new Place(file, elementLine, path + "[" + index + "]", guessed);
  }

  /** The same path at another line. */
  public Place atLine(int otherLine) {
    return new Place(file, otherLine, path, guessed);
  }

  /** The same place, reached by taking one key for another. */
  public Place guess() {
    return new Place(file, line, path, true);
  }

  /** {@code file:line}, for mentioning it in a message about another place. */
  public String fileAndLine() {
    return file + ":" + line;
  }
}
