package dev.freshet.serving.http;

import dev.freshet.serving.problem.ProblemException;
import java.util.concurrent.CompletionStage;

/** One thing that can be asked over HTTP: a method at a path. Thread-safe; never blocks. */
public interface Endpoint {

  /** {@code GET} or {@code POST}. */
  String method();

  /** Where it is, without parameters. */
  String path();

  /**
   * Answers a request.
   *
   * @return fails with a {@link ProblemException} where the client is told what is wrong
   * @throws ProblemException as well
   */
  CompletionStage<Answer> answer(Question question);
}
