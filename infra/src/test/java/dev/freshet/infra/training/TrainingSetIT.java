package dev.freshet.infra.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.infra.whole.Duck;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command from files to files. */
@Timeout(120)
class TrainingSetIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String[] CLICKS = {
    "{\"id\": \"c1\", \"ts\": \"2026-03-01T12:00:00Z\", \"user_id\": \"ada\", \"item_id\": \"i7\", \"price\": 2.5}",
    "{\"id\": \"c2\", \"ts\": \"2026-03-01T12:00:05Z\", \"user_id\": \"ada\", \"item_id\": \"i9\", \"price\": 3}",
    "{\"id\": \"c2\", \"ts\": \"2026-03-01T12:00:05Z\", \"user_id\": \"ada\", \"item_id\": \"i9\", \"price\": 3}",
    "{\"id\": \"c3\", \"ts\": \"2026-03-01T12:00:06Z\", \"user_id\": \"bob\", \"item_id\": \"i9\", \"price\": 4}"
  };

  @TempDir private Path folder;
  private TrainingCommand command;

  @BeforeEach
  void shop() throws Exception {
    command = new TrainingCommand(folder);
    Files.writeString(folder.resolve("shop.yaml"), TrainingCommand.SHOP);
    Files.write(folder.resolve("clicks.jsonl"), Arrays.asList(CLICKS));
  }

  @Test
  void theOutputIsTheSpineAndTheFeaturesBesideIt() throws Exception {
    write(
        "spine.csv",
        "label,user_id,note,item_id,event_timestamp,device",
        "1,ada,\"a,\"\"b\"\"\",i9,2026-03-01T12:00:05Z,mobile",
        "0,ada,,i9,1772366405001,desktop",
        "1,nobody,x,i9,2026-03-01T12:00:07Z,mobile",
        "0,,x,i7,2026-03-01T12:00:01Z,",
        "1,bob,,i7,2026-03-03T12:00:01Z,");

    assertThat(command.run("--service", "home", "--out", path("out.csv"), "--json"))
        .as(command::err)
        .isZero();

    assertThat(Files.readAllLines(folder.resolve("out.csv")))
        .containsExactly(
            "label,user_id,note,item_id,event_timestamp,device,activity__clicks_1d,"
                + "activity__spend_1d,activity__recent_1d,activity__seen_1d,item__clicks_1h,"
                + "now__mobile,now__share",
            "1,ada,\"a,\"\"b\"\"\",i9,2026-03-01T12:00:05Z,mobile,1,\"{\"\"i7\"\":2.5}\",\"[\"\"i7\"\"]\",2.5,0,true,",
            "0,ada,,i9,1772366405001,desktop,2,\"{\"\"i7\"\":2.5,\"\"i9\"\":3.0}\",\"[\"\"i9\"\",\"\"i7\"\"]\",3.0,1,false,2.0",
            "1,nobody,x,i9,2026-03-01T12:00:07Z,mobile,0,{},[],,2,true,0.0",
            "0,,x,i7,2026-03-01T12:00:01Z,,0,{},[],,1,,0.0",
            "1,bob,,i7,2026-03-03T12:00:01Z,,0,{},[],,0,,");
    JsonNode said = JSON.readTree(command.out());
    assertThat(said.get("rows").intValue()).isEqualTo(5);
    assertThat(said.get("features").intValue()).isEqualTo(7);
    assertThat(said.get("events").intValue()).isEqualTo(4);
    assertThat(command.err()).isEmpty();
  }

  @Test
  void featuresOfAnotherServerComeFromTheSpine() throws Exception {
    write(
        "spine.csv",
        "user_id,partner__risk,event_timestamp,partner__segments,label",
        "ada,1,2026-03-01T12:00:06Z,\"[\"\"vip\"\",\"\"new\"\"]\",1",
        "ada,0.25,2026-03-01T12:00:06Z,,0",
        "bob,,2026-03-01T12:00:07Z,[],0");

    assertThat(command.run("--service", "risky", "--out", path("out.csv")))
        .as(command::err)
        .isZero();

    assertThat(Files.readAllLines(folder.resolve("out.csv")))
        .containsExactly(
            "user_id,event_timestamp,label,activity__clicks_1d,partner__risk,partner__segments,"
                + "caution__wary",
            "ada,2026-03-01T12:00:06Z,1,2,1.0,\"[\"\"vip\"\",\"\"new\"\"]\",true",
            "ada,2026-03-01T12:00:06Z,0,2,0.25,,false",
            "bob,2026-03-01T12:00:07Z,0,1,,[],false");
    assertThat(command.err()).isEmpty();
  }

  @Test
  void theyAreNullWhereTheSpineHasNone() throws Exception {
    write(
        "spine.jsonl",
        "{\"user_id\": \"ada\", \"event_timestamp\": \"2026-03-01T12:00:06Z\", \"partner_risk\": 1}");

    assertThat(
            command.run(
                "--service", "risky", "--spine", path("spine.jsonl"), "--out", path("out.parquet")))
        .as(command::err)
        .isZero();

    assertThat(command.err())
        .contains(
            "there is no column \"partner__risk\", so that partner:risk, a feature of another server,"
                + " is null in all rows; did you mean \"partner_risk\"?",
            "there is no column \"partner__segments\", so that partner:segments");
    try (Duck duck = new Duck()) {
      Map<String, Object> row = duck.query("from '" + path("out.parquet") + "'").get(0);
      assertThat(row)
          .containsEntry("activity__clicks_1d", 2L)
          .containsEntry("partner__risk", null)
          .containsEntry("partner__segments", null)
          .containsEntry("caution__wary", null)
          .containsEntry("partner_risk", 1L);
    }
  }

  @Test
  void parquetIsTypedAndDuckDbReadsItWithoutOptions() throws Exception {
    write(
        "spine.jsonl",
        "{\"user_id\": \"ada\", \"item_id\": \"i9\", \"at\": \"2026-03-01T12:00:05.001Z\", \"device\":"
            + " \"mobile\", \"label\": 1, \"weight\": 0.5, \"more\": {\"a\": [1]}}",
        "{\"user_id\": \"cid\", \"item_id\": \"i9\", \"at\": 5, \"device\": null, \"label\": 0, \"weight\": 2,"
            + " \"split\": \"test\"}");

    assertThat(
            command.run(
                "--service",
                "home",
                "--spine",
                path("spine.jsonl"),
                "--timestamp",
                "at",
                "--out",
                path("out.parquet")))
        .as(command::err)
        .isZero();

    try (Duck duck = new Duck()) {
      String file = "'" + path("out.parquet") + "'";
      assertThat(
              duck.query("describe from " + file).stream()
                  .map(column -> column.get("column_name") + " " + column.get("column_type")))
          .containsExactly(
              "user_id VARCHAR",
              "item_id VARCHAR",
              "at TIMESTAMP WITH TIME ZONE",
              "device VARCHAR",
              "label BIGINT",
              "weight DOUBLE",
              "more VARCHAR",
              "split VARCHAR",
              "activity__clicks_1d BIGINT",
              "activity__spend_1d MAP(VARCHAR, DOUBLE)",
              "activity__recent_1d VARCHAR[]",
              "activity__seen_1d DOUBLE",
              "item__clicks_1h BIGINT",
              "now__mobile BOOLEAN",
              "now__share DOUBLE");
      List<Map<String, Object>> rows = duck.query("from " + file);
      assertThat(rows.get(0))
          .containsEntry("at", Instant.parse("2026-03-01T12:00:05.001Z"))
          .containsEntry("label", 1L)
          .containsEntry("more", "{\"a\": [1]}")
          .containsEntry("split", null)
          .containsEntry("activity__spend_1d", Map.of("i7", 2.5, "i9", 3.0))
          .containsEntry("activity__recent_1d", List.of("i9", "i7"))
          .containsEntry("now__mobile", true);
      assertThat(rows.get(1))
          .containsEntry("at", Instant.ofEpochMilli(5))
          .containsEntry("weight", 2.0)
          .containsEntry("activity__recent_1d", List.of())
          .containsEntry("activity__seen_1d", null);
      Map<String, String> metadata = new TreeMap<>();
      for (Map<String, Object> entry :
          duck.query(
              "select decode(key) as k, decode(value) as v from parquet_kv_metadata("
                  + file
                  + ")")) {
        metadata.put((String) entry.get("k"), (String) entry.get("v"));
      }
      assertThat(metadata)
          .containsEntry("freshet.project", "shop")
          .containsEntry("freshet.feature_service", "home");
      assertThat(metadata.get("freshet.service_fingerprint")).matches("[0-9a-f]{16}");
      assertThat(JSON.readTree(metadata.get("freshet.columns")).get(8).textValue())
          .isEqualTo("activity__clicks_1d");
    }
  }

  @Test
  void aParquetSpineKeepsItsTypes() throws Exception {
    String spine =
        """
        select case i % 2 when 0 then 'ada' else 'bob' end as user_id, 'i9' as item_id,
          timestamp '2026-03-01 12:00:00.123456' + interval (i) second as event_timestamp,
          'mobile' as device, (i % 100)::tinyint as tiny, i::uinteger as small, i / 3::float as ratio,
          (i * 1.25)::decimal(18, 4) as amount, date '2026-01-01' + i::integer as day,
          case when i % 3 = 0 then null else [i, null] end as list,
          {'a': i, 'b': ['x']} as struct, map {'k': i} as map, '\\x01'::blob as bytes,
          time '12:00:00' + interval (i) second as clock, uuid() as id, i::hugeint::double as big
        from range(5000) r(i)
        """;
    try (Duck duck = new Duck()) {
      duck.run("copy (%s) to '%s' (row_group_size 2048)".formatted(spine, path("spine.parquet")));

      assertThat(
              command.run(
                  "--service",
                  "home",
                  "--spine",
                  path("spine.parquet"),
                  "--out",
                  path("out.parquet")))
          .as(command::err)
          .isZero();

      String kept = "select columns('^([^_]|_[^_])*$') from '%s'".formatted(path("out.parquet"));
      String asked = "from '" + path("spine.parquet") + "'";
      assertThat(duck.query("describe " + kept)).isEqualTo(duck.query("describe " + asked));
      // Row by row, in the same order.
      assertThat(duck.query(numbered(kept) + " except " + numbered(asked))).isEmpty();
      assertThat(duck.query("select count(*) as n from '%s'".formatted(path("out.parquet"))))
          .containsExactly(Map.of("n", 5_000L));
      assertThat(
              duck.query(
                  "select item__clicks_1h as n from '%s' where small = 6"
                      .formatted(path("out.parquet"))))
          .containsExactly(Map.of("n", 2L));
    }
  }

  private static String numbered(String query) {
    return "select *, row_number() over () as n from (" + query + ")";
  }

  @Test
  void rowsThatAreNoEventsAreCountedAndTheFirstOfThemListed() throws Exception {
    List<String> lines = new ArrayList<>(List.of(CLICKS));
    for (int i = 0; i < 150; i++) {
      lines.add(i % 2 == 0 ? "nonsense" : "{\"user_id\": \"ada\"}");
    }
    Files.write(folder.resolve("clicks.jsonl"), lines);
    write("spine.csv", "item_id,event_timestamp", "i9,2026-03-01T12:00:07Z");

    assertThat(command.run("--service", "short", "--out", path("out.jsonl"), "--json"))
        .as(command::err)
        .isZero();

    assertThat(Files.readString(folder.resolve("out.jsonl"))).contains("\"item__clicks_1h\":2");
    assertThat(JSON.readTree(command.out()).get("unreadable").intValue()).isEqualTo(150);
    List<String> said = command.err().lines().toList();
    assertThat(said).hasSize(101);
    assertThat(said.get(0))
        .isEqualTo(path("clicks.jsonl") + ", record 5: the record is not one JSON object");
    assertThat(said.get(1)).contains("record 6: the record has no readable event time");
    assertThat(said.get(100))
        .isEqualTo(
            "150 rows of event files are no events and were left out; the first 100 are listed"
                + " above");
  }

  @Test
  void strictStopsAtARowThatIsNoEvent() throws Exception {
    Files.writeString(folder.resolve("clicks.jsonl"), CLICKS[0] + "\nnonsense\n");
    Files.writeString(folder.resolve("out.jsonl"), "what was there before");
    write("spine.csv", "item_id,event_timestamp", "i9,2026-03-01T12:00:07Z");

    assertThat(command.run("--service", "short", "--out", path("out.jsonl"), "--strict")).isOne();

    assertThat(command.err())
        .contains(path("clicks.jsonl") + ", record 2: the record is not one JSON object");
    assertThat(folder.resolve("out.jsonl")).hasContent("what was there before");
    assertThat(files()).doesNotContain(".out.jsonl.unfinished");
  }

  @Test
  void anEventFileThatBreaksOffStopsTheRun() throws Exception {
    try (OutputStream file =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("whole.gz")))) {
      file.write(String.join("\n", CLICKS).repeat(1_000).getBytes(StandardCharsets.UTF_8));
    }
    byte[] whole = Files.readAllBytes(folder.resolve("whole.gz"));
    Files.write(folder.resolve("cut.jsonl.gz"), Arrays.copyOf(whole, whole.length / 2));
    write("spine.csv", "item_id,event_timestamp", "i9,2026-03-01T12:00:07Z");

    assertThat(
            command.run(
                "--service",
                "short",
                "--out",
                path("out.jsonl"),
                "--events",
                "clicks=" + path("cut.jsonl.gz")))
        .isOne();

    assertThat(command.err()).contains(path("cut.jsonl.gz") + ": cannot be read behind record");
  }

  @Test
  void filesOfDatesThatNoRowSeesAreNotOpened() throws Exception {
    for (int day = 1; day <= 28; day++) {
      Path date = Files.createDirectories(folder.resolve("log/date=2026-02-%02d".formatted(day)));
      String click =
          "{\"ts\": \"2026-02-%02dT23:30:00Z\", \"user_id\": \"u%d\", \"item_id\": \"i9\"}";
      Files.writeString(date.resolve("a.jsonl"), click.formatted(day, day));
    }
    Files.writeString(folder.resolve("log/date=2026-02-12/a.jsonl"), "nonsense");
    write(
        "spine.csv",
        "item_id,event_timestamp",
        "i9,2026-02-11T00:10:00Z",
        "i9,2026-02-10T23:50:00Z");
    String[] from = {
      "--events", "clicks=" + path("log") + "/**/*.jsonl", "--out", path("out.jsonl"), "--json"
    };

    assertThat(command.run(with(from, "--service", "short"))).as(command::err).isZero();
    assertThat(JSON.readTree(command.out()).get("files").intValue()).isEqualTo(2);
    assertThat(JSON.readTree(command.out()).get("files_skipped").intValue()).isEqualTo(26);
    assertThat(JSON.readTree(command.out()).get("unreadable").intValue()).isZero();
    assertThat(Files.readAllLines(folder.resolve("out.jsonl")))
        .allMatch(line -> line.contains("\"item__clicks_1h\":1"));

    // A lifetime goes back to the first day.
    assertThat(command.run(with(from, "--service", "ever"))).as(command::err).isZero();
    assertThat(JSON.readTree(command.out()).get("files").intValue()).isEqualTo(11);
    assertThat(Files.readAllLines(folder.resolve("out.jsonl")))
        .allMatch(line -> line.contains("\"item__first_user\":\"u1\""));
  }

  @Test
  void eventsOfAnotherDateThanTheirFoldersAreToldOf() throws Exception {
    Path date = Files.createDirectories(folder.resolve("log/date=2026-02-28"));
    Files.write(date.resolve("a.jsonl"), Arrays.asList(CLICKS));
    write("spine.csv", "item_id,event_timestamp", "i9,2026-03-01T00:30:00Z");

    assertThat(
            command.run(
                "--service",
                "short",
                "--out",
                path("out.csv"),
                "--events",
                "clicks=" + path("log") + "/**"))
        .as(command::err)
        .isZero();

    assertThat(command.err()).contains("4 events are of other days than the folders named date=");
  }

  @Test
  void aSpineWithoutRowsMakesATableWithoutRows() throws Exception {
    write("spine.csv", "item_id,event_timestamp");

    assertThat(command.run("--service", "short", "--out", path("out.csv"))).isZero();
    assertThat(command.run("--service", "short", "--out", path("out.parquet"))).isZero();

    assertThat(folder.resolve("out.csv")).hasContent("item_id,event_timestamp,item__clicks_1h\n");
    try (Duck duck = new Duck()) {
      assertThat(duck.query("select count(*) as n from '" + path("out.parquet") + "'"))
          .containsExactly(Map.of("n", 0L));
    }
  }

  private static String[] with(String[] options, String... more) {
    return Stream.concat(Arrays.stream(options), Arrays.stream(more)).toArray(String[]::new);
  }

  private void write(String name, String... lines) throws IOException {
    Files.write(folder.resolve(name), Arrays.asList(lines));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }
}
