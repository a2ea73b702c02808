package dev.freshet.pipelines.training;

import java.util.List;

/** A training set that cannot be made of what was given: all problems. */
public final class TrainingSetException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  TrainingSetException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, one sentence each; never empty. */
  public List<String> problems() {
    return problems;
  }
}
