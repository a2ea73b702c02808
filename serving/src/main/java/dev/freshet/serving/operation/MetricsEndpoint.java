package dev.freshet.serving.operation;

import dev.freshet.serving.http.Answer;
import dev.freshet.serving.http.Endpoint;
import dev.freshet.serving.http.Question;
import dev.freshet.serving.metric.ServingMetrics;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code GET /metrics}: what the server counts, as Prometheus reads it. */
public record MetricsEndpoint(ServingMetrics metrics) implements Endpoint {

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String path() {
    return "/metrics";
  }

  @Override
  public CompletionStage<Answer> answer(Question question) {
    ByteArrayOutputStream text = new ByteArrayOutputStream(16_384);
    try {
      metrics.write(text);
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
    return CompletableFuture.completedFuture(
        new Answer(200, PrometheusTextFormatWriter.CONTENT_TYPE, text.toByteArray()));
  }
}
