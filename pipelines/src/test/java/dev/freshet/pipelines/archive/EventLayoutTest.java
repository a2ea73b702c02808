package dev.freshet.pipelines.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.features.definition.EventTime;
import dev.freshet.features.definition.FieldPath;
import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.pipelines.parquet.ParquetTable;
import dev.freshet.pipelines.record.Sources;
import dev.freshet.pipelines.repository.Written;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLayoutTest {

  private static final String RECORD_GROUP =
      """
        optional group _freshet {
          optional binary topic (STRING);
          optional int64 partition;
          optional int64 offset;
          optional int64 appended (TIMESTAMP(MILLIS,true));
          optional binary entity (STRING);
          optional binary outcome (STRING);
        }
      """;

  @TempDir private Path folder;

  @Test
  void columnsAreTypedAndStandWhereTheRecordHasThem() {
    Source source =
        Sources.source("user_id:string", "device:string:context.device", "size:int64:context.w.x");

    assertThat(schema(source))
        .isEqualTo(
            parsed(
                """
                optional int64 ts (TIMESTAMP(MILLIS,true));
                optional binary id (STRING);
                optional binary user_id (STRING);
                optional group context {
                  optional binary device (STRING);
                  optional group w {
                    optional int64 x;
                  }
                }
                """));
  }

  @Test
  void aConstantTimeIsNoColumn() {
    EventTime always = new EventTime.Constant(Instant.EPOCH);

    assertThat(schema(Sources.source(always, Optional.empty(), "a:double")))
        .isEqualTo(parsed("optional double a;"));
  }

  @Test
  void whatIsReadTwiceAlikeIsOneColumn() {
    assertThat(schema(Sources.source("time:timestamp:ts", "a:bool", "b:bool:a")))
        .isEqualTo(
            parsed(
                """
                optional int64 ts (TIMESTAMP(MILLIS,true));
                optional binary id (STRING);
                optional boolean a;
                """));
  }

  @Test
  void whatIsReadInSeveralWaysIsKeptAsItStood() {
    Source source =
        Sources.source("time:string:ts", "key:string:id", "a:map<string,int64>", "b:int64:a.b");

    assertThat(EventLayout.of(source).verbatim())
        .containsExactly(FieldPath.parse("ts"), FieldPath.parse("id"), FieldPath.parse("a"));
    assertThat(schema(source))
        .isEqualTo(
            parsed(
                """
                optional binary ts (JSON);
                optional binary id (JSON);
                optional binary a (JSON);
                """));
  }

  @Test
  void textOfDigitsStaysTextAndAnIdOfDigitsAnId() throws Exception {
    Source source = Sources.source("user_id:string", "other:string:id");
    byte[] record =
        "{\"ts\":\"2026-11-22T12:00:00Z\",\"id\":17,\"user_id\":\"007\"}".getBytes(UTF_8);
    try (ArchivedFile file = new ArchivedFile(source, folder.resolve("a.parquet"))) {
      Event sent = file.write(record, 5).orElseThrow();
      Event read = file.read().get(0);

      assertThat(read).isEqualTo(sent);
      assertThat(read.slots()).containsExactly("007", null);
      assertThat(read.tie()).isEqualTo("17".getBytes(UTF_8));
    }
  }

  @Test
  void eachEventTellsOfItsRecord() throws Exception {
    Path target = folder.resolve("a.parquet");
    try (ArchivedFile file = new ArchivedFile(Sources.source("a:bool"), target)) {
      file.write("{\"ts\":1}".getBytes(UTF_8), 5);
      file.read();
    }
    try (ParquetTable table = ParquetTable.open(target)) {
      assertThat(table.next()).isTrue();
      Group about = table.row().getGroup("_freshet", 0);
      assertThat(about.getString("topic", 0)).isEqualTo("shop.interactions");
      assertThat(about.getLong("partition", 0)).isEqualTo(3);
      assertThat(about.getLong("offset", 0)).isEqualTo(5);
      assertThat(about.getLong("appended", 0)).isEqualTo(1_795_348_800_001L);
      assertThat(about.getString("entity", 0)).isEqualTo("user");
      assertThat(about.getString("outcome", 0)).isEqualTo("folded");
    }
  }

  @Test
  void namesOfTheArchivesOwnAreRefusedTogether() throws Exception {
    var repository =
        Written.as(
                """
                project: p
                sources:
                  - {name: _arrivals, topic: a, event_time: _freshet.ts, fields: {user_id: string}}
                  - {name: b, topic: b, event_time: ts, fields: {user_id: string, c: {type: bool, path: _freshet}}}
                entities: [{name: user, join_keys: [user_id]}]
                feature_views:
                  - {name: v, entity: user, source: b, features: [{name: n, aggregation: count}]}
                """)
            .repository();

    assertThatThrownBy(() -> Archive.check(repository))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--archive: source _arrivals: the archive has a folder")
        .hasMessageContaining("source _arrivals: the archive has a column _freshet of its own")
        .hasMessageContaining("source b: the archive has a column _freshet of its own");
  }

  private static MessageType schema(Source source) {
    return EventLayout.of(source).layout().schema();
  }

  private static MessageType parsed(String columns) {
    return MessageTypeParser.parseMessageType("message event {" + columns + RECORD_GROUP + "}");
  }
}
