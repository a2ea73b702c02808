package dev.freshet.serving.http;

import dev.freshet.serving.problem.Problem;
import dev.freshet.serving.problem.ProblemException;
import dev.freshet.serving.problem.ProblemKind;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request on its way: its body is gathered, an endpoint is asked, the answer is sent. */
final class Exchange {

  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  private final HttpService service;
  private final HttpServerRequest request;
  private final long started = System.nanoTime();
  private final Buffer body = Buffer.buffer();
  private String route = HttpService.NOWHERE;
  private boolean over;

  Exchange(HttpService service, HttpServerRequest request) {
    this.service = service;
    this.request = request;
  }

  void begin() {
    request.exceptionHandler(gone -> over = true);
    request.handler(this::gather);
    try {
      Endpoint endpoint = service.routes().find(request.method().name(), request.path());
      route = endpoint.path();
      checkAnnouncedLength();
      request.endHandler(end -> ask(endpoint));
      if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
        var unused = request.response().writeContinue();
      }
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  private void checkAnnouncedLength() {
    String length = request.getHeader("Content-Length");
    if (length != null && (length.length() > 10 || Long.parseLong(length) > limit())) {
      throw tooLarge();
    }
  }

  /** What comes after the answer is let go, so that the connection can serve another request. */
  private void gather(Buffer chunk) {
    if (!over && body.length() + chunk.length() > limit()) {
      fail(tooLarge());
    } else if (!over) {
      body.appendBuffer(chunk);
    }
  }

  private void ask(Endpoint endpoint) {
    if (over) {
      return;
    }
    try {
      var unused =
          endpoint
              .answer(new Question(body.getBytes(), service.deadline()))
              .whenComplete(
                  (answer, failure) -> {
                    if (failure == null) {
                      send(answer);
                    } else {
                      fail(failure);
                    }
                  });
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  private void fail(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof ProblemException known) {
      send(Answer.problem(known.problem()));
    } else {
      LOG.error("{} {} failed", request.method(), request.path(), cause);
      send(
          Answer.problem(Problem.of(ProblemKind.FAULT, "the fault is the server's; it is logged")));
    }
  }

  private void send(Answer answer) {
    HttpServerResponse response = request.response();
    if (over || response.closed()) {
      return;
    }
    over = true;
    response
        .setStatusCode(answer.status())
        .putHeader("Content-Type", answer.contentType())
        .putHeader("Content-Length", Integer.toString(answer.body().length));
    if (answer.status() == ProblemKind.WRONG_METHOD.status()) {
      response.putHeader(
          "Allow", String.join(", ", service.routes().methods().get(request.path())));
    }
    var unused =
        request.method().equals(HttpMethod.HEAD)
            ? response.end()
            : response.end(Buffer.buffer(answer.body()));
    service.times(route).ended(Integer.toString(answer.status()), started);
  }

  private int limit() {
    return service.maxBodyBytes();
  }

  private ProblemException tooLarge() {
    return Problem.of(
            ProblemKind.BODY_TOO_LARGE,
            "the body is larger than %d bytes; ask for fewer rows at a time".formatted(limit()))
        .with("limit", limit())
        .exception();
  }
}
