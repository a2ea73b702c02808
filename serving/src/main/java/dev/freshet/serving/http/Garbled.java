package dev.freshet.serving.http;

import dev.freshet.serving.problem.Problem;
import dev.freshet.serving.problem.ProblemKind;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;

/** Requests whose head cannot be read: each gets a problem, and then its connection ends. */
final class Garbled {

  private Garbled() {}

  static Answer answer(HttpServerRequest request) {
    Answer answer = Answer.problem(problem(request.decoderResult().cause()));
    var unused =
        request
            .response()
            .setStatusCode(answer.status())
            .putHeader("Content-Type", answer.contentType())
            .putHeader("Connection", "close")
            .end(Buffer.buffer(answer.body()))
            .onComplete(sent -> request.connection().close());
    return answer;
  }

  private static Problem problem(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      int limit = HttpServerOptions.DEFAULT_MAX_INITIAL_LINE_LENGTH;
      return Problem.of(
              ProblemKind.PATH_TOO_LONG,
              "the path is longer than %d bytes; what is asked for is sent as the body"
                  .formatted(limit))
          .with("limit", limit);
    } else if (cause instanceof TooLongHttpHeaderException) {
      int limit = HttpServerOptions.DEFAULT_MAX_HEADER_SIZE;
      return Problem.of(
              ProblemKind.HEADERS_TOO_LARGE,
              "the headers are larger than %d bytes; send fewer of them".formatted(limit))
          .with("limit", limit);
    }
    return Problem.of(
        ProblemKind.NOT_HTTP,
        "the request's first line or its headers cannot be read; send HTTP/1.1, such as POST /v1/features, with a Content-Length that is a number");
  }
}
