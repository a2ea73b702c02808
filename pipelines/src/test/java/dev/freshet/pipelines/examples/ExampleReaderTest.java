package dev.freshet.pipelines.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.features.definition.Feature;
import dev.freshet.features.definition.FeatureService;
import dev.freshet.features.definition.InvalidRepositoryException;
import dev.freshet.features.language.RepositoryReader;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.Timestamps;
import dev.freshet.pipelines.parquet.ParquetOutput;
import dev.freshet.pipelines.parquet.ValueColumn;
import dev.freshet.pipelines.table.JsonBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleReaderTest {

  private static final String REPOSITORY =
      """
      project: shop
      sources:
        - name: clicks
          topic: clicks
          event_time: ts
          fields: {user_id: string, category: string, price: double, sold: bool}
      entities:
        - {name: user, join_keys: [user_id]}
      feature_views:
        - name: activity
          entity: user
          source: clicks
          features:
            - {name: clicks, aggregation: count}
            - {name: price, aggregation: avg, value: event.price}
            - {name: sold, aggregation: last, value: event.sold}
            - {name: category, aggregation: last, value: event.category}
            - {name: recent, aggregation: last_k, k: 5, value: event.category}
            - {name: spent, aggregation: sum, value: event.price, by: event.category}
      feature_services:
        - name: home
          features: [activity]
          encode:
            activity:category: {one_hot: [hats, "sh,\\"oes"]}
            activity:recent: {hash: 3}
            activity:spent: {keys: [hats, shirts]}
      """;

  private static final String FINGERPRINT = "0011223344556677";

  private static final ExampleColumns COLUMNS =
      new ExampleColumns("label", "at", Optional.of("request"), Optional.of("popularity"));

  private static final List<ValueColumn> OTHERS =
      List.of(
          new ValueColumn("label", Scalar.BOOL),
          new ValueColumn("at", Scalar.TIMESTAMP),
          new ValueColumn("request", Scalar.INT64),
          new ValueColumn("popularity", Scalar.DOUBLE));

  @TempDir private Path temp;
  private FeatureService service;

  @BeforeEach
  void readDefinitions() throws IOException, InvalidRepositoryException {
    Files.writeString(temp.resolve("shop.yaml"), REPOSITORY);
    service = RepositoryReader.read(temp).service("home").orElseThrow();
  }

  @Test
  void rowsAreTheSameNumbersWhateverTheFormat() throws Exception {
    for (int seed = 0; seed < 20; seed++) {
      List<Object[]> rows = rows(new Random(seed), 40);
      assertReads(read(parquet(rows, Map.of())), rows, seed);
      assertReads(read(text("a.jsonl", rows)), rows, seed);
      assertReads(read(text("a.csv", rows)), rows, seed);
    }
  }

  @Test
  void aFileOfOtherDefinitionsIsRefused() throws Exception {
    List<Object[]> rows = rows(new Random(1), 3);
    read(parquet(rows, Map.of("freshet.service_fingerprint", FINGERPRINT)));
    Path other =
        parquet(
            rows,
            Map.of("freshet.service_fingerprint", "ffff", "freshet.feature_service", "homepage"));
    assertThatThrownBy(() -> read(other))
        .isInstanceOf(ExamplesException.class)
        .hasMessageContaining(
            "made of the service \"homepage\" with the fingerprint ffff, and \"home\" has "
                + FINGERPRINT);
  }

  @Test
  void whatIsNoRowIsNamed() throws Exception {
    Path file = Files.writeString(temp.resolve("b.jsonl"), "[1]\n");
    assertThatThrownBy(() -> read(file))
        .hasMessageContaining("row 1: a row is one JSON object on one line")
        .hasMessageContaining("there is no column \"label\"");
  }

  private Examples read(Path file) throws ExamplesException, IOException {
    return ExampleReader.read(file, service, FINGERPRINT, COLUMNS, (share, rows) -> {});
  }

  private void assertReads(Examples read, List<Object[]> rows, int seed) {
    List<Object[]> used = rows.stream().filter(row -> row[0] != null && row[2] != null).toList();
    assertThat(read.size()).as("seed %s", seed).isEqualTo(used.size());
    long unlabelled = rows.stream().filter(row -> row[0] == null).count();
    assertThat(read.counts())
        .as("seed %s", seed)
        .isEqualTo(
            new Examples.Counts(rows.size(), unlabelled, rows.size() - unlabelled - used.size()));
    for (int i = 0; i < used.size(); i++) {
      Object[] row = used.get(i);
      Object[] values = Arrays.copyOfRange(row, OTHERS.size(), row.length);
      double[] encoded = service.encoding().encode(values);
      float[] wanted = new float[encoded.length];
      for (int column = 0; column < wanted.length; column++) {
        wanted[column] = (float) encoded[column];
      }
      assertThat(read.rows()[i]).as("seed %s row %s", seed, i).isEqualTo(wanted);
      assertThat(read.labels()[i]).isEqualTo((boolean) row[0] ? 1 : 0);
      assertThat(read.instants()[i]).isEqualTo(((Instant) row[1]).toEpochMilli());
      assertThat(read.baseline()[i])
          .isEqualTo((Object) (row[3] == null ? Float.NaN : ((Double) row[3]).floatValue()));
      for (int other = 0; other < i; other++) {
        assertThat(read.groups()[i] == read.groups()[other])
            .isEqualTo(row[2].equals(used.get(other)[2]));
      }
    }
    for (int feature = 0; feature < service.features().size(); feature++) {
      int at = OTHERS.size() + feature;
      assertThat(read.telling()[feature])
          .as("seed %s feature %s", seed, feature)
          .isEqualTo(used.stream().filter(row -> saysAnything(row[at])).count());
    }
  }

  /** None of the features but the count has 0 with no event. */
  private static boolean saysAnything(Object value) {
    return value != null
        && !value.equals(0L)
        && !value.equals(List.of())
        && !value.equals(Map.of());
  }

  private static List<Object[]> rows(Random random, int count) {
    List<Object[]> rows = new ArrayList<>();
    String[] words = {"hats", "sh,\"oes", "shirts", "é"};
    for (int i = 0; i < count; i++) {
      Object[] row = {
        random.nextBoolean(),
        Instant.ofEpochMilli(1_700_000_000_000L + random.nextInt(1_000_000)),
        (long) random.nextInt(5),
        random.nextGaussian(),
        (long) random.nextInt(3),
        random.nextInt(4) == 0 ? 0.0 : random.nextGaussian(),
        random.nextBoolean(),
        words[random.nextInt(4)],
        Stream.generate(() -> words[random.nextInt(4)]).limit(random.nextInt(4)).toList(),
        random.nextInt(3) == 0 ? Map.of() : Map.of(words[random.nextInt(4)], random.nextDouble())
      };
      for (int column = 0; column < row.length; column++) {
        if (column != 1 && random.nextInt(8) == 0) {
          row[column] = null;
        }
      }
      rows.add(row);
    }
    return rows;
  }

  private List<ValueColumn> columns() {
    return Stream.concat(
            OTHERS.stream(),
            service.features().stream()
                .map(feature -> new ValueColumn(feature.columnName(), feature.type())))
        .toList();
  }

  private Path parquet(List<Object[]> rows, Map<String, String> metadata) throws IOException {
    Path file = temp.resolve("a.parquet");
    Files.deleteIfExists(file);
    List<ValueColumn> columns = columns();
    List<Type> fields = columns.stream().map(ValueColumn::declaration).toList();
    try (ParquetOutput out =
        new ParquetOutput(new LocalOutputFile(file), new MessageType("m", fields))) {
      for (Object[] row : rows) {
        out.write(
            consumer -> {
              for (int i = 0; i < row.length; i++) {
                columns.get(i).write(consumer, i, row[i]);
              }
            });
      }
      out.finish(metadata);
    }
    return file;
  }

  private Path text(String name, List<Object[]> rows) throws IOException {
    boolean isCsv = name.endsWith(".csv");
    List<String> names =
        Stream.concat(
                Stream.of("label", "at", "request", "popularity"),
                service.features().stream().map(Feature::columnName))
            .toList();
    StringBuilder text = new StringBuilder(isCsv ? String.join(",", names) + "\n" : "");
    for (Object[] row : rows) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < row.length; i++) {
        String json = json(row[i]);
        if (!isCsv) {
          cells.add(json(names.get(i)) + ":" + json);
        } else if (row[i] == null) {
          cells.add("");
        } else {
          String plain = row[i] instanceof String word ? word : json;
          String unquoted = row[i] instanceof Instant ? plain.replace("\"", "") : plain;
          cells.add('"' + unquoted.replace("\"", "\"\"") + '"');
        }
      }
      String line = String.join(",", cells);
      text.append(isCsv ? line : "{" + line + "}").append('\n');
    }
    return Files.writeString(temp.resolve(name), text);
  }

  private static String json(Object value) {
    if (value instanceof String word) {
      JsonBytes bytes = new JsonBytes();
      bytes.text(word);
      return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
    } else if (value instanceof Instant instant) {
      return '"' + Timestamps.format(instant) + '"';
    } else if (value instanceof List<?> list) {
      return list.stream().map(ExampleReaderTest::json).collect(Collectors.joining(",", "[", "]"));
    } else if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> json(entry.getKey()) + ":" + json(entry.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    return String.valueOf(value);
  }
}
