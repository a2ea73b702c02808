package dev.freshet.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.Feature;
import dev.freshet.features.definition.FeatureService;
import dev.freshet.features.definition.OnDemandFeature;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.features.language.RepositoryReader;
import dev.freshet.features.type.Scalar;
import dev.freshet.pipelines.file.EventFiles;
import dev.freshet.pipelines.file.EventRecords;
import dev.freshet.pipelines.record.Decoding;
import dev.freshet.pipelines.record.RecordDecoder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example starts with {@code up}, answers for each of its services, and goes again. */
@Timeout(180)
class ExamplesIT {

  private static final Path EXAMPLES = Path.of("..", "examples");
  private static final Duration GONE = Duration.ofSeconds(20);
  private static final int RETRIES = 50;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private Path temp;

  static Stream<Path> examples() throws Exception {
    List<Path> examples;
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      examples = files.filter(Files::isDirectory).sorted().toList();
    }
    assertThat(examples).hasSizeGreaterThanOrEqualTo(5);
    return examples.stream();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void startsAnswersAndGoes(Path example) throws Exception {
    Repository repository = RepositoryReader.read(example);
    assertThat(repository.services()).isNotEmpty();
    try (Launched up = new Launched(temp, "up", example.toString(), "--json")) {
      Map<String, String> stack = Launched.members(up.line());

      for (FeatureService service : repository.services()) {
        assertAnswers(stack.get("http"), service, repository);
      }

      up.process().destroy();
      assertThat(up.process().waitFor(40, TimeUnit.SECONDS)).isTrue();
      assertThat(up.process().exitValue()).as(up::err).isZero();
      assertThat(up.awaitGone(GONE)).isEmpty();
      try (Stream<Path> left = Files.list(temp)) {
        assertThat(left.filter(path -> !path.endsWith("stderr"))).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void itsFilesHoldEventsAsItDeclaresThem(Path example) throws Exception {
    for (Source source : RepositoryReader.read(example).recordedSources()) {
      RecordDecoder decoder = new RecordDecoder(source);
      List<Path> files =
          source.files().isPresent() ? EventFiles.find(source, System::getenv) : List.of();
      try (EventRecords records = new EventRecords(source, files)) {
        while (records.next()) {
          Decoding decoding =
              decoder.decodeAtRest(
                  records.record(),
                  slot -> fail(records.place() + ": " + source.fields().get(slot)));
          assertThat(decoding).as(records::place).isInstanceOf(Decoding.Decoded.class);
        }
      }
    }
  }

  /** Of entities that nobody has heard of, every feature has the value with no event. */
  private static void assertAnswers(String http, FeatureService service, Repository repository)
      throws Exception {
    Map<String, Object> entities = new TreeMap<>();
    Map<String, Object> context = new TreeMap<>();
    for (Feature feature : service.features()) {
      for (AggregatedFeature of : feature.aggregated()) {
        for (Entity.JoinKey key : repository.view(of.view()).orElseThrow().entity().joinKeys()) {
          entities.put(key.name(), key.type() == Scalar.STRING ? "nobody" : (Object) 0);
        }
      }
      feature.context().forEach(field -> context.put(field.name(), null));
    }
    Map<String, Object> request = new TreeMap<>();
    request.put("feature_service", service.name());
    request.put("entities", entities);
    request.put("context", context);
    HttpResponse<String> answer = ask(http, JSON.writeValueAsString(request));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode body = JSON.readTree(answer.body());
    assertThat(body.get("features")).hasSameSizeAs(service.features());
    JsonNode row = body.get("rows").get(0);
    assertThat(row.get("values")).hasSameSizeAs(service.features());
    for (int i = 0; i < service.features().size(); i++) {
      String computed = row.get("values").get(i).isNull() ? "NULL_VALUE" : "PRESENT";
      assertThat(row.get("statuses").get(i).asText())
          .as(service.features().get(i).fullName())
          .isEqualTo(service.features().get(i) instanceof OnDemandFeature ? computed : "NOT_FOUND");
    }
  }

  /** A deadline may pass where others need the machine; then one asks again. */
  private static HttpResponse<String> ask(String http, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(http + "/v1/features"))
            .timeout(Duration.ofSeconds(10))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    for (int again = 0; again < RETRIES && answer.statusCode() == 504; again++) {
      answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }
    return answer;
  }
}
