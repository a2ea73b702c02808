package dev.freshet.pipelines.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.type.ListType;
import dev.freshet.features.type.MapType;
import dev.freshet.features.type.Scalar;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetOutputTest {

  private static final List<ValueColumn> COLUMNS =
      List.of(
          new ValueColumn("text", Scalar.STRING),
          new ValueColumn("count", Scalar.INT64),
          new ValueColumn("price", Scalar.DOUBLE),
          new ValueColumn("sold", Scalar.BOOL),
          new ValueColumn("seen", Scalar.TIMESTAMP),
          new ValueColumn("items", new ListType(Scalar.STRING)),
          new ValueColumn("shares", new MapType(Scalar.DOUBLE)));

  @TempDir private Path temp;

  @Test
  void whatIsWrittenIsRead() throws Exception {
    Path file = temp.resolve("a.parquet");
    write(
        file,
        List.of(
            new Object[] {
              "ünï",
              -5L,
              2.5,
              true,
              Instant.ofEpochMilli(1_790_000_000_123L),
              List.of("a", "b"),
              Map.of("k", 0.5)
            },
            new Object[7],
            new Object[] {"", 0L, 0.0, false, Instant.EPOCH, List.of(), Map.of()}));

    try (ParquetTable table = ParquetTable.open(file)) {
      assertThat(table.rowCount()).isEqualTo(3);
      assertThat(table.next()).isTrue();
      Group row = table.row();
      assertThat(row.getString("text", 0)).isEqualTo("ünï");
      assertThat(row.getLong("count", 0)).isEqualTo(-5);
      assertThat(row.getDouble("price", 0)).isEqualTo(2.5);
      assertThat(row.getBoolean("sold", 0)).isTrue();
      assertThat(row.getLong("seen", 0)).isEqualTo(1_790_000_000_123L);
      Group items = row.getGroup("items", 0);
      assertThat(items.getFieldRepetitionCount("list")).isEqualTo(2);
      assertThat(items.getGroup("list", 1).getString("element", 0)).isEqualTo("b");
      Group share = row.getGroup("shares", 0).getGroup("key_value", 0);
      assertThat(share.getString("key", 0)).isEqualTo("k");
      assertThat(share.getDouble("value", 0)).isEqualTo(0.5);
      assertThat(table.next()).isTrue();
      for (int i = 0; i < COLUMNS.size(); i++) {
        assertThat(table.row().getFieldRepetitionCount(i)).isZero();
      }
      assertThat(table.next()).isTrue();
      assertThat(table.row().getString("text", 0)).isEmpty();
      assertThat(table.row().getGroup("items", 0).getFieldRepetitionCount("list")).isZero();
      assertThat(table.next()).isFalse();
    }
  }

  @Test
  void manyRowsAreSeveralGroupsOfThem() throws Exception {
    Path file = temp.resolve("a.parquet");
    Random random = new Random(5);
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < 60_000; i++) {
      byte[] noise = new byte[750];
      random.nextBytes(noise);
      Object[] row = new Object[COLUMNS.size()];
      row[0] = new String(noise, StandardCharsets.ISO_8859_1);
      row[1] = (long) i;
      rows.add(row);
    }
    write(file, rows);

    try (ParquetTable table = ParquetTable.open(file)) {
      assertThat(table.rowGroupCount()).isGreaterThan(1);
      for (int i = 0; i < rows.size(); i++) {
        assertThat(table.next()).isTrue();
        assertThat(table.row().getLong("count", 0)).isEqualTo(i);
        if (i % 1_000 == 0) {
          assertThat(table.row().getString("text", 0)).isEqualTo(rows.get(i)[0]);
        }
      }
      assertThat(table.next()).isFalse();
    }
  }

  @Test
  void rowsAreCopiedAsTheyAre() throws Exception {
    // What DuckDB wrote, with structures, decimals, days and lists of nothing: see its own test.
    Path source = Path.of(getClass().getResource("zstd.parquet").toURI());
    Path file = temp.resolve("copy.parquet");
    List<String> rows = new ArrayList<>();
    try (ParquetTable table = ParquetTable.open(source);
        ParquetOutput out = new ParquetOutput(new LocalOutputFile(file), table.schema())) {
      while (table.next()) {
        Group row = table.row();
        rows.add(row.toString());
        out.write(
            consumer -> {
              for (int i = 0; i < row.getType().getFieldCount(); i++) {
                GroupCopy.write(consumer, i, row, i);
              }
            });
      }
      out.finish(Map.of("freshet.a", "b"));
    }

    assertThat(rows).hasSize(3_000);
    try (ParquetTable copy = ParquetTable.open(file)) {
      for (String row : rows) {
        copy.next();
        assertThat(copy.row()).hasToString(row);
      }
      assertThat(copy.next()).isFalse();
    }
  }

  private static void write(Path file, List<Object[]> rows) throws Exception {
    Type[] fields = COLUMNS.stream().map(ValueColumn::declaration).toArray(Type[]::new);
    try (ParquetOutput out =
        new ParquetOutput(new LocalOutputFile(file), new MessageType("m", Arrays.asList(fields)))) {
      for (Object[] row : rows) {
        out.write(
            consumer -> {
              for (int i = 0; i < row.length; i++) {
                COLUMNS.get(i).write(consumer, i, row[i]);
              }
            });
      }
      out.finish(Map.of());
    }
  }
}
