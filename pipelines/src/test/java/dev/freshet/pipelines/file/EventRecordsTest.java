package dev.freshet.pipelines.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.features.definition.EventTime;
import dev.freshet.features.definition.FieldPath;
import dev.freshet.features.definition.Source;
import dev.freshet.features.type.ListType;
import dev.freshet.features.type.MapType;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventRecordsTest {

  private static final Source SOURCE =
      source(
          field("user_id", Scalar.STRING, "user_id"),
          field("count", Scalar.INT64, "count"),
          field("price", Scalar.DOUBLE, "price"),
          field("sold", Scalar.BOOL, "sold"),
          field("seen", Scalar.TIMESTAMP, "seen"),
          field("device", Scalar.STRING, "context.device"),
          field("os", Scalar.STRING, "context.os"),
          field("tags", new ListType(Scalar.STRING), "tags"),
          field("shares", new MapType(Scalar.DOUBLE), "shares"));

  @TempDir private Path temp;

  @Test
  void readsFileAfterFile() throws IOException {
    Path first = write("1.jsonl", "{\"a\":1}\n{\"a\":2}\n");
    Path second = write("2.jsonl.gz", "{\"a\":3}\n{\"a\":4}");

    try (EventRecords records = new EventRecords(SOURCE, List.of(first, second))) {
      assertThat(rest(records)).containsExactly("{\"a\":1}", "{\"a\":2}", "{\"a\":3}", "{\"a\":4}");
      assertThat(records.position()).isEqualTo(Files.size(first) + Files.size(second));
    }
  }

  @Test
  void linesAreTakenAsTheyAre() throws IOException {
    assertThat(read("a.jsonl", "\uFEFF{\"a\":1}\r\n\n\r\nnot json \n  \n"))
        .containsExactly("{\"a\":1}", "not json ", "  ");
    assertThat(read("empty.jsonl", "")).isEmpty();
  }

  @Test
  void linesOfAnyLengthComeWhole() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      lines.add("x".repeat(1 + random.nextInt(i % 10 == 0 ? 1_000_000 : 100)));
    }
    assertThat(read("long.jsonl.gz", String.join("\n", lines)))
        .as("seed %d", seed)
        .isEqualTo(lines);
  }

  @Test
  void gzipFilesPutBehindOneAnotherAreOne() throws IOException {
    Path file = temp.resolve("two.jsonl.gz");
    try (OutputStream out = Files.newOutputStream(file)) {
      for (String part : List.of("{\"a\":1}\n", "{\"a\":2}\n")) {
        GZIPOutputStream gzip = new GZIPOutputStream(out);
        gzip.write(part.getBytes(StandardCharsets.UTF_8));
        gzip.finish();
      }
    }
    assertThat(rest(new EventRecords(SOURCE, List.of(file)))).hasSize(2);
  }

  @Test
  void cellsAreReadByTheirDeclaredType() throws IOException {
    assertThat(
            read(
                "a.csv",
                """
                ts,user_id,count,price,sold,seen,tags,shares
                1362062307000,7,7,7,TRUE,2026-01-01T00:00:00Z,"[""a"",""b""]","{""a"":0.5}"
                2026-01-01T00:00:00Z,x,-07,.5,false,1362062307000.5,[],{}
                """))
        .containsExactly(
            "{\"ts\":1362062307000,\"user_id\":\"7\",\"count\":7,\"price\":7,\"sold\":true,"
                + "\"seen\":\"2026-01-01T00:00:00Z\",\"tags\":[\"a\",\"b\"],\"shares\":{\"a\":0.5}}",
            "{\"ts\":\"2026-01-01T00:00:00Z\",\"user_id\":\"x\",\"count\":-7,\"price\":0.5,\"sold\":false,"
                + "\"seen\":1362062307000.5,\"tags\":[],\"shares\":{}}");
  }

  @Test
  void aCellThatIsNotOfItsTypeBecomesText() throws IOException {
    assertThat(
            read(
                "a.csv",
                "count,price,sold,tags\n3.0,NaN,yes,a;b\n9223372036854775808,1e999,1,\"[1\"\n"))
        .containsExactly(
            "{\"count\":\"3.0\",\"price\":\"NaN\",\"sold\":\"yes\",\"tags\":\"a;b\"}",
            "{\"count\":\"9223372036854775808\",\"price\":1e999,\"sold\":\"1\",\"tags\":\"[1\"}");
  }

  @Test
  void anEmptyCellIsAbsentAndAnUndeclaredColumnPassedOver() throws IOException {
    assertThat(read("a.csv", "id,ts,other,user_id,count\ne1,,x,\"\",\n"))
        .containsExactly("{\"id\":\"e1\"}");
  }

  @Test
  void columnsAreNamedByPathsOrByFields() throws IOException {
    assertThat(read("a.csv", "context.device,os,count\nphone,linux,1\n,,\n,linux,\n"))
        .containsExactly(
            "{\"context\":{\"device\":\"phone\",\"os\":\"linux\"},\"count\":1}",
            "{}",
            "{\"context\":{\"os\":\"linux\"}}");
  }

  @Test
  void quotedCellsHoldAnything() throws IOException {
    assertThat(
            read(
                "a.csv", "user_id,count\r\n\"a,\"\"b\"\"\r\n\tc\",1\r\n5\" pipe,2\r\n\"x\"y,3\r\n"))
        .containsExactly(
            "{\"user_id\":\"a,\\\"b\\\"\\u000d\\u000a\\u0009c\",\"count\":1}",
            "{\"user_id\":\"5\\\" pipe\",\"count\":2}",
            "{\"user_id\":\"xy\",\"count\":3}");
  }

  @Test
  void aRowThatIsNoneIsPassedOnAsItIs() throws IOException {
    assertThat(read("a.csv", "user_id,count\na\na,1,2\nb,2\n\"c,3\nd,4"))
        .containsExactly("a", "a,1,2", "{\"user_id\":\"b\",\"count\":2}", "\"c,3\nd,4");
  }

  @Test
  void aBrokenFileIsNamed() throws IOException {
    Path file = temp.resolve("broken.jsonl.gz");
    Files.writeString(file, "not gzip");
    try (EventRecords records = new EventRecords(SOURCE, List.of(file))) {
      assertThatThrownBy(records::next)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("broken.jsonl.gz: cannot be read");
    }
  }

  @Test
  void aRecordKnowsItsPlace() throws IOException {
    Path file = write("a.jsonl", "{}\n{}\n");
    try (EventRecords records = new EventRecords(SOURCE, List.of(file))) {
      records.next();
      records.next();
      assertThat(records.place()).isEqualTo(file + ", record 2");
    }
  }

  private List<String> read(String name, String content) throws IOException {
    try (EventRecords records = new EventRecords(SOURCE, List.of(write(name, content)))) {
      return rest(records);
    }
  }

  private static List<String> rest(RecordCursor records) throws IOException {
    List<String> rest = new ArrayList<>();
    while (records.next()) {
      rest.add(new String(records.record(), StandardCharsets.UTF_8));
    }
    return rest;
  }

  private Path write(String name, String content) throws IOException {
    Path file = temp.resolve(name);
    try (OutputStream out = Files.newOutputStream(file);
        OutputStream packed = name.endsWith(".gz") ? new GZIPOutputStream(out) : out) {
      packed.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static Source.Field field(String name, ValueType type, String path) {
    return new Source.Field(name, type, FieldPath.parse(path));
  }

  private static Source source(Source.Field... fields) {
    return new Source(
        "lines",
        "shop.lines",
        Optional.empty(),
        new EventTime.At(FieldPath.parse("ts")),
        Optional.of(FieldPath.parse("id")),
        List.of(fields),
        Duration.ofHours(1),
        Duration.ofMinutes(1),
        Optional.empty());
  }
}
