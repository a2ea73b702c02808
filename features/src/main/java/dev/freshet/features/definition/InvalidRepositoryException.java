package dev.freshet.features.definition;

import java.util.List;
import java.util.stream.Collectors;

/** A repository with problems: all of them. */
public final class InvalidRepositoryException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  public InvalidRepositoryException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** In the order of files and lines; never empty. */
  public List<Problem> problems() {
    return problems;
  }
}
