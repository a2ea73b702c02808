package dev.freshet.infra.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.infra.whole.Duck;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command from and to Parquet, as DuckDB reads and writes it. */
@Timeout(120)
class ParquetTrainingSetIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private TrainingCommand command;

  @BeforeEach
  void shop() throws Exception {
    command = TrainingCommand.shop(folder);
  }

  @Test
  void featuresOfAnotherServerAreNullWhereTheSpineHasNone() throws Exception {
    command.write(
        "spine.jsonl",
        "{\"user_id\": \"ada\", \"event_timestamp\": \"2026-03-01T12:00:06Z\", \"partner_risk\": 1}");

    assertThat(
            command.run(
                "--service",
                "risky",
                "--spine",
                command.path("spine.jsonl"),
                "--out",
                command.path("out.parquet")))
        .as(command::err)
        .isZero();

    assertThat(command.err())
        .contains(
            "there is no column \"partner__risk\", so that partner:risk, a feature of another server,"
                + " is null in all rows; did you mean \"partner_risk\"?",
            "there is no column \"partner__segments\", so that partner:segments");
    try (Duck duck = new Duck()) {
      Map<String, Object> row = duck.query("from '" + command.path("out.parquet") + "'").get(0);
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
    command.write(
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
                command.path("spine.jsonl"),
                "--timestamp",
                "at",
                "--out",
                command.path("out.parquet")))
        .as(command::err)
        .isZero();

    try (Duck duck = new Duck()) {
      String file = "'" + command.path("out.parquet") + "'";
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
      duck.run(
          "copy (%s) to '%s' (row_group_size 2048)"
              .formatted(spine, command.path("spine.parquet")));

      assertThat(
              command.run(
                  "--service",
                  "home",
                  "--spine",
                  command.path("spine.parquet"),
                  "--out",
                  command.path("out.parquet")))
          .as(command::err)
          .isZero();

      String kept =
          "select columns('^([^_]|_[^_])*$') from '%s'".formatted(command.path("out.parquet"));
      String asked = "from '" + command.path("spine.parquet") + "'";
      assertThat(duck.query("describe " + kept)).isEqualTo(duck.query("describe " + asked));
      // Row by row, in the same order.
      assertThat(duck.query(numbered(kept) + " except " + numbered(asked))).isEmpty();
      assertThat(
              duck.query("select count(*) as n from '%s'".formatted(command.path("out.parquet"))))
          .containsExactly(Map.of("n", 5_000L));
      assertThat(
              duck.query(
                  "select item__clicks_1h as n from '%s' where small = 6"
                      .formatted(command.path("out.parquet"))))
          .containsExactly(Map.of("n", 2L));
    }
  }

  @Test
  void aSpineWithoutRowsMakesATableWithoutRows() throws Exception {
    command.write("spine.csv", "item_id,event_timestamp");

    assertThat(command.run("--service", "short", "--out", command.path("out.parquet"))).isZero();

    try (Duck duck = new Duck()) {
      assertThat(duck.query("select count(*) as n from '" + command.path("out.parquet") + "'"))
          .containsExactly(Map.of("n", 0L));
    }
  }

  private static String numbered(String query) {
    return "select *, row_number() over () as n from (" + query + ")";
  }
}
