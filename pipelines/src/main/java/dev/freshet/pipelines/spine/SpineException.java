package dev.freshet.pipelines.spine;

import java.util.List;

/** A spine with problems: all of them, or the first hundred and how many more there are. */
public final class SpineException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  SpineException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** In the order of the file; never empty. */
  public List<String> problems() {
    return problems;
  }
}
