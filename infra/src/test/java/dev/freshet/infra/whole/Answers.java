package dev.freshet.infra.whole;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.features.type.ListType;
import dev.freshet.features.type.MapType;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A client of {@code /v1}. */
final class Answers {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int RETRIES = 50;

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI root;

  Answers(String http) {
    this.root = URI.create(http);
  }

  /** What was answered. */
  record Answer(int status, JsonNode body) {}

  /** Asks for features. */
  Answer ask(Map<String, Object> request) throws IOException, InterruptedException {
    return ask("/v1/features", request);
  }

  Answer ask(String path, Map<String, Object> request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        client.send(
            HttpRequest.newBuilder(root.resolve(path))
                .timeout(Duration.ofSeconds(10))
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(request)))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    return new Answer(response.statusCode(), JSON.readTree(response.body()));
  }

  /** Asks for features, and again where a deadline passed. */
  Answer askPatiently(Map<String, Object> request) throws IOException, InterruptedException {
    return askPatiently("/v1/features", request);
  }

  /** Asks again where a deadline passed, as it may while others need the machine. */
  Answer askPatiently(String path, Map<String, Object> request)
      throws IOException, InterruptedException {
    Answer answer = ask(path, request);
    for (int again = 0; again < RETRIES && answer.status() == 504; again++) {
      answer = ask(path, request);
    }
    return answer;
  }

  /** A value as the type says it is; {@code null} where there is none. */
  static Object value(JsonNode node, ValueType type) {
    if (node.isNull()) {
      return null;
    } else if (type instanceof ListType list) {
      List<Object> values = new ArrayList<>();
      node.forEach(element -> values.add(value(element, list.element())));
      return values;
    } else if (type instanceof MapType map) {
      Map<String, Object> values = new LinkedHashMap<>();
      node.properties().forEach(e -> values.put(e.getKey(), value(e.getValue(), map.value())));
      return values;
    }
    return switch ((Scalar) type) {
      case STRING -> node.textValue();
      case INT64 -> node.longValue();
      case DOUBLE -> node.doubleValue();
      case BOOL -> node.booleanValue();
      case TIMESTAMP -> Instant.parse(node.textValue());
    };
  }
}
