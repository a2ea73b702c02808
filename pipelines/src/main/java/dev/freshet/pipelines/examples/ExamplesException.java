package dev.freshet.pipelines.examples;

import java.util.List;

/** A training set that no model can be trained on: everything that is wrong with it. */
public final class ExamplesException extends Exception {

  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  ExamplesException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
