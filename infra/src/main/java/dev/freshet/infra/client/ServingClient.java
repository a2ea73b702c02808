package dev.freshet.infra.client;

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

/** A client of one server. Thread-safe. */
public final class ServingClient {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ObjectMapper mapper = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final String base;

  /**
   * A client of a server.
   *
   * @param base its URL
   */
  public ServingClient(String base) {
    this.base = base;
  }

  /** A user's values, in the order of the features. */
  public CompletableFuture<List<JsonNode>> values(List<String> features, String user) {
    Map<String, Object> question = new LinkedHashMap<>();
    question.put("features", features);
    question.put("entities", Map.of("user_id", user));
    return post("/v1/features", question)
        .thenApply(
            answer -> {
              List<JsonNode> values = new ArrayList<>();
              answer.at("/rows/0/values").forEach(values::add);
              return values;
            });
  }

  /** Posts a JSON object; the future fails where the server says no. */
  public CompletableFuture<JsonNode> post(String path, Map<String, Object> question) {
    return send(path, HttpRequest.BodyPublishers.ofString(Json.line(question)), "POST");
  }

  /** Gets JSON; the future fails where the server says no. */
  public CompletableFuture<JsonNode> get(String path) {
    return send(path, HttpRequest.BodyPublishers.noBody(), "GET");
  }

  private CompletableFuture<JsonNode> send(
      String path, HttpRequest.BodyPublisher body, String method) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(PATIENCE)
            .method(method, body)
            .build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
        .thenApply(answer -> json(path, answer));
  }

  private JsonNode json(String path, HttpResponse<byte[]> answer) {
    try {
      JsonNode body = mapper.readTree(answer.body());
      if (answer.statusCode() != 200) {
        throw new IOException(base + path + " answered " + answer.statusCode() + ": " + body);
      }
      return body;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
