package dev.freshet.pipelines.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.features.definition.EventTime;
import dev.freshet.features.definition.FieldPath;
import dev.freshet.features.definition.Source;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.Timestamps;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reads files that DuckDB wrote, of 100 rows (zstd: 3,000 in two row groups, pages of version 2),
 * each with the first rows of
 *
 * <pre>
 * select i as id,
 *   case when i % 7 = 0 then null else 'user ' || (i % 50) || ' "é"' end as user_id,
 *   (i * 3)::integer as small,
 *   (i * 1000000007::bigint) as large,
 *   case when i % 11 = 0 then 'nan'::double else i / 8.0 end as price,
 *   (i / 4.0)::float as ratio,
 *   i % 3 = 0 as sold,
 *   timestamp '2026-01-01 00:00:00' + interval (i) second + interval 123456 microsecond as seen,
 *   timestamptz '2026-01-01 00:00:00+00' + interval (i) hour as ts,
 *   date '2026-01-01' + (i)::integer as day,
 *   (i * 1.25)::decimal(18,2) as amount,
 *   (i * 1.25)::decimal(38,2) as wide_amount,
 *   (4000000000 + i)::uinteger as unsigned_small,
 *   case when i % 5 = 0 then null else range(i % 4) end as list,
 *   case when i % 5 = 1 then ['a', null, 'b'] else [] end as names,
 *   map {'k' || (i % 3): i, 'z': null} as shares,
 *   {'device': 'd' || (i % 4), 'screen': {'width': i}} as context
 * from range(3000) r(i)
 * </pre>
 */
class ParquetRecordsTest {

  @TempDir private Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"uncompressed", "snappy", "gzip", "zstd", "lz4_raw"})
  void readsRowsAsTheJsonThatATopicWouldCarry(String codec) throws Exception {
    List<String> records = read(file(codec), everything());

    assertThat(records).hasSize(codec.equals("zstd") ? 3_000 : 100);
    for (int i = 0; i < records.size(); i++) {
      assertThat(records.get(i)).isEqualTo(row(i));
    }
  }

  @Test
  void takesOnlyWhatTheSourceDeclares() throws Exception {
    assertThat(read(file("snappy"), source("user_id:user.id", "wide:context.screen.width")).get(1))
        .isEqualTo(
            "{\"id\":1,\"user\":{\"id\":\"user 1 \\\"é\\\"\"},\"ts\":\"2026-01-01T01:00:00.000Z\","
                + "\"context\":{\"device\":\"d1\",\"screen\":{\"width\":1}}}");
  }

  @Test
  void knowsHowFarItIs() throws Exception {
    Path file = file("zstd");
    try (EventRecords records = new EventRecords(everything(), List.of(file))) {
      for (int i = 0; i < 1_500; i++) {
        records.next();
      }
      assertThat(records.position()).isEqualTo(Files.size(file) / 2);
    }
  }

  @Test
  void whatIsNoParquetIsNamed() throws IOException {
    Path file = temp.resolve("a.parquet");
    Files.writeString(file, "{\"this\":\"is not Parquet\"}");
    assertThatThrownBy(() -> read(file, everything()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a.parquet: cannot be read: no Parquet file");
  }

  @Test
  void aFileThatEndsTooEarlyIsNamed() throws Exception {
    byte[] whole = Files.readAllBytes(file("snappy"));
    byte[] damaged = Arrays.copyOf(whole, whole.length);
    Arrays.fill(damaged, 4, 2_000, (byte) 0xFF);
    Path file = temp.resolve("b.parquet");
    Files.write(file, damaged);
    assertThatThrownBy(() -> read(file, everything()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("b.parquet");
  }

  private static String row(int i) {
    StringBuilder row = new StringBuilder("{\"id\":" + i);
    if (i % 7 != 0) {
      row.append(",\"user_id\":\"user ").append(i % 50).append(" \\\"é\\\"\"");
    }
    row.append(",\"small\":").append(i * 3);
    row.append(",\"large\":").append(i * 1_000_000_007L);
    row.append(",\"price\":").append(i % 11 == 0 ? "\"NaN\"" : Double.toString(i / 8.0));
    row.append(",\"ratio\":").append((double) (i / 4f));
    row.append(",\"sold\":").append(i % 3 == 0);
    row.append(",\"seen\":\"").append(instant(i * 1_000L + 123)).append('"');
    row.append(",\"ts\":\"").append(instant(i * 3_600_000L)).append('"');
    row.append(",\"day\":\"").append(instant(i * 86_400_000L)).append('"');
    String amount = BigDecimal.valueOf(i * 125L, 2).toPlainString();
    row.append(",\"amount\":").append(amount).append(",\"wide_amount\":").append(amount);
    row.append(",\"unsigned_small\":").append(4_000_000_000L + i);
    if (i % 5 != 0) {
      row.append(",\"list\":")
          .append(List.of(0, 1, 2).subList(0, i % 4).toString().replace(" ", ""));
    }
    row.append(",\"names\":").append(i % 5 == 1 ? "[\"a\",null,\"b\"]" : "[]");
    row.append(",\"shares\":{\"k").append(i % 3).append("\":").append(i).append(",\"z\":null}");
    row.append(",\"context\":{\"device\":\"d").append(i % 4);
    return row.append("\",\"screen\":{\"width\":").append(i).append("}}}").toString();
  }

  private static String instant(long millis) {
    return Timestamps.format(1_767_225_600_000L + millis);
  }

  private static Source everything() {
    return source(
        "user_id",
        "small",
        "large",
        "price",
        "ratio",
        "sold",
        "seen",
        "day",
        "amount",
        "wide_amount",
        "unsigned_small",
        "list",
        "names",
        "shares",
        "device:context.device");
  }

  /** Fields each {@code name} or {@code name:path}; the type does not matter here. */
  private static Source source(String... fields) {
    return new Source(
        "lines",
        "shop.lines",
        Optional.empty(),
        new EventTime.At(FieldPath.parse("ts")),
        Optional.of(FieldPath.parse("id")),
        Arrays.stream(fields).map(ParquetRecordsTest::field).toList(),
        Duration.ofHours(1),
        Duration.ofMinutes(1),
        Optional.empty());
  }

  private static Source.Field field(String text) {
    int colon = text.indexOf(':');
    String name = colon < 0 ? text : text.substring(0, colon);
    return new Source.Field(name, Scalar.STRING, FieldPath.parse(text.substring(colon + 1)));
  }

  private Path file(String codec) throws IOException, URISyntaxException {
    Path file = temp.resolve(codec + ".parquet");
    try (InputStream in =
        getClass().getResourceAsStream("/dev/freshet/pipelines/parquet/" + codec + ".parquet")) {
      Files.write(file, in.readAllBytes());
    }
    return file;
  }

  private static List<String> read(Path file, Source source) throws IOException {
    List<String> read = new ArrayList<>();
    try (EventRecords records = new EventRecords(source, List.of(file))) {
      while (records.next()) {
        read.add(new String(records.record(), StandardCharsets.UTF_8));
      }
    }
    return read;
  }
}
