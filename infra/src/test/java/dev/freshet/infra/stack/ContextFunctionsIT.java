package dev.freshet.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.infra.Terminal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every function over circumstances gives one value four ways: of an event in the stream, of a
 * request's context, of the same event at rest, and of a spine's columns.
 */
@Timeout(300)
class ContextFunctionsIT {

  private static final long SEED = 20261122;
  private static final int PEOPLE = 150;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** By the type that each gives; IN is the event or the context. */
  private static final Map<String, String> FUNCTIONS = new LinkedHashMap<>();

  static {
    FUNCTIONS.put("userAgent(IN.ua).device", "string");
    FUNCTIONS.put("userAgent(IN.ua).os", "string");
    FUNCTIONS.put("userAgent(IN.ua).browser", "string");
    FUNCTIONS.put("userAgent(IN.ua).isBot", "bool");
    FUNCTIONS.put("referrer(IN.url).medium", "string");
    FUNCTIONS.put("referrer(IN.url).source", "string");
    FUNCTIONS.put("query(IN.url, \"utm_campaign\")", "string");
    FUNCTIONS.put("query(IN.url, \"utm_campaign\", \"none\")", "string");
    FUNCTIONS.put("daypart(IN.at, IN.zone)", "string");
    FUNCTIONS.put("weekday(IN.at, IN.zone)", "string");
    FUNCTIONS.put("isWeekend(IN.at, IN.zone)", "bool");
    FUNCTIONS.put("geohash(IN.lat, IN.lon, 7)", "string");
    FUNCTIONS.put("distanceKm(IN.lat, IN.lon, 52.520008, 13.404954)", "double");
  }

  private static final List<String> AGENTS =
      List.of(
          "Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1",
          "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0",
          "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
          "curl/8.4.0",
          "ü \uD83D\uDE00",
          "");
  private static final List<String> URLS =
      List.of(
          "https://www.google.com/search?q=x",
          "https://l.facebook.com/?utm_campaign=Winter+Sale%21",
          "https://mail.google.com/?a=1&utm_campaign=%C3%BC",
          "https://www.blog.example/?utm_campaign=",
          "android-app://com.whatsapp/",
          "",
          "nowhere");
  private static final List<String> ZONES =
      List.of("Europe/Berlin", "America/New_York", "Asia/Kathmandu", "+05:45", "UTC", "Nowhere");

  @TempDir private Path temp;
  private final List<ObjectNode> people = new ArrayList<>();
  private Path repository;

  @Test
  void oneValueOnlineAndOfflineOfEventsAndOfTheContext() throws Exception {
    Path folders = Files.createDirectory(temp.resolve("folders"));
    writeRepository();
    writePeople();
    List<JsonNode> offline = trainingSet();
    try (Launched up = new Launched(folders, "up", repository.toString(), "--json")) {
      Map<String, String> stack = Launched.members(up.line());
      run("replay", repository.toString(), "--kafka", stack.get("kafka"), "--wait");
      int values = 0;
      for (int i = 0; i < PEOPLE; i++) {
        values += compare(people.get(i), ask(stack.get("http"), people.get(i)), offline.get(i));
      }
      assertThat(values).as("values that are not null").isGreaterThan(PEOPLE * 5);

      up.process().destroy();
      assertThat(up.process().waitFor(40, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** How many values there were, all four alike. */
  private static int compare(ObjectNode person, JsonNode online, JsonNode offline) {
    int values = 0;
    for (int n = 0; n < FUNCTIONS.size(); n++) {
      String told =
          "%s of %s, seed %d".formatted(List.copyOf(FUNCTIONS.keySet()).get(n), person, SEED);
      JsonNode expected = online.get(n);
      assertThat(online.get(FUNCTIONS.size() + n)).as("context: " + told).isEqualTo(expected);
      assertThat(offline.get("seen__f" + n)).as("at rest: " + told).isEqualTo(expected);
      assertThat(offline.get("asked__f" + n)).as("spine: " + told).isEqualTo(expected);
      values += expected.isNull() ? 0 : 1;
    }
    return values;
  }

  /** The service's values for one person in their circumstances. */
  private static JsonNode ask(String http, ObjectNode person) throws Exception {
    ObjectNode request = JSON.createObjectNode().put("feature_service", "both");
    request.putObject("entities").set("id", person.get("id"));
    ObjectNode context = request.putObject("context");
    for (String name : List.of("ua", "url", "zone", "lat", "lon", "at")) {
      context.set(name, person.path(name).isMissingNode() ? JSON.nullNode() : person.get(name));
    }
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(http + "/v1/features"))
                    .timeout(Duration.ofSeconds(30))
                    .POST(HttpRequest.BodyPublishers.ofString(request.toString()))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body()).at("/rows/0/values");
  }

  private List<JsonNode> trainingSet() throws Exception {
    List<String> spine = new ArrayList<>();
    String instant = Instant.now().toString();
    for (ObjectNode person : people) {
      ObjectNode row = person.deepCopy().put("event_timestamp", instant);
      row.remove("ts");
      for (String name : List.of("ua", "url", "zone", "lat", "lon", "at")) {
        row.set(name, row.path(name).isMissingNode() ? JSON.nullNode() : row.get(name));
      }
      spine.add(row.toString());
    }
    Path spineFile = Files.write(temp.resolve("spine.jsonl"), spine);
    Path out = temp.resolve("out.jsonl");
    run(
        "training-set",
        repository.toString(),
        "--service",
        "both",
        "--spine",
        spineFile.toString(),
        "--out",
        out.toString());
    List<JsonNode> rows = new ArrayList<>();
    for (String line : Files.readAllLines(out)) {
      rows.add(JSON.readTree(line));
    }
    return rows;
  }

  private static void run(String... arguments) {
    Terminal.result(List.of(arguments));
  }

  /** One event each, an hour ago and later. */
  private void writePeople() throws Exception {
    Random random = new Random(SEED);
    Instant start = Instant.now().minus(Duration.ofHours(1));
    for (int i = 0; i < PEOPLE; i++) {
      ObjectNode person = JSON.createObjectNode();
      person.put("id", "p" + i).put("ts", start.plusMillis(i * 1_000L).toString());
      put(person, "ua", AGENTS.get(random.nextInt(AGENTS.size())), random);
      put(person, "url", URLS.get(random.nextInt(URLS.size())), random);
      put(person, "zone", ZONES.get(random.nextInt(ZONES.size())), random);
      Instant at = Instant.ofEpochMilli((long) (2e12 * random.nextDouble()));
      put(person, "at", at.toString(), random);
      if (random.nextInt(12) > 0) {
        person.put("lat", 95 * (2 * random.nextDouble() - 1));
      }
      person.put("lon", 190 * (2 * random.nextDouble() - 1));
      people.add(person);
    }
    Files.write(
        repository.resolve("events.jsonl"), people.stream().map(ObjectNode::toString).toList());
  }

  private static void put(ObjectNode person, String name, String value, Random random) {
    if (random.nextInt(12) > 0) {
      person.put(name, value);
    }
  }

  private void writeRepository() throws Exception {
    repository = Files.createDirectory(temp.resolve("people"));
    StringBuilder yaml =
        new StringBuilder(
            """
            project: people
            sources:
              - name: visits
                topic: visits
                files: events.jsonl
                event_time: ts
                fields: {id: string, ua: string, url: string, zone: string, lat: double, lon: double, at: timestamp}
            entities:
              - {name: person, join_keys: [id]}
            feature_services:
              - {name: both, features: [seen, asked]}
            feature_views:
              - name: seen
                entity: person
                source: visits
                features:
            """);
    int n = 0;
    for (String function : FUNCTIONS.keySet()) {
      yaml.append("      - {name: f%d, aggregation: last, value: '".formatted(n++))
          .append(function.replace("IN.", "event."))
          .append("'}\n");
    }
    yaml.append(
        """
        on_demand_feature_views:
          - name: asked
            context: {ua: string, url: string, zone: string, lat: double, lon: double, at: timestamp}
            features:
        """);
    n = 0;
    for (Map.Entry<String, String> function : FUNCTIONS.entrySet()) {
      yaml.append("      - {name: f%d, type: %s, value: '".formatted(n++, function.getValue()))
          .append(function.getKey().replace("IN.", "context."))
          .append("'}\n");
    }
    Files.writeString(repository.resolve("people.yaml"), yaml);
  }
}
