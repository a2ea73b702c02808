package dev.freshet.infra.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.infra.console.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Asks the running system for a user's features over HTTP, as anybody would. Thread-safe. */
final class FeatureClient {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ObjectMapper mapper = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final URI uri;

  /**
   * @param base the URL of the server
   */
  FeatureClient(String base) {
    this.uri = URI.create(base + "/v1/features");
  }

  /** The values, in the order of the features; the future fails where the server says no. */
  CompletableFuture<List<JsonNode>> values(List<String> features, String user) {
    return ask(question(features, user)).thenApply(this::values);
  }

  /**
   * Asks a question.
   *
   * @param question as {@code POST /v1/features} takes it
   */
  CompletableFuture<HttpResponse<byte[]>> ask(String question) {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofString(question))
            .build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String question(List<String> features, String user) {
    Map<String, Object> question = new LinkedHashMap<>();
    question.put("features", features);
    question.put("entities", Map.of("user_id", user));
    return Json.line(question);
  }

  private List<JsonNode> values(HttpResponse<byte[]> answer) {
    try {
      JsonNode body = mapper.readTree(answer.body());
      if (answer.statusCode() != 200) {
        throw new IOException(uri + " answered " + answer.statusCode() + ": " + body);
      }
      List<JsonNode> values = new ArrayList<>();
      body.at("/rows/0/values").forEach(values::add);
      return values;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
