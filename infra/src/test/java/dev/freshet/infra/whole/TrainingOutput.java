package dev.freshet.infra.whole;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.features.definition.Feature;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The values in a training set, read by others than those who wrote it. */
final class TrainingOutput {

  private static final ObjectMapper JSON = new ObjectMapper();

  private TrainingOutput() {}

  /** The features' values, row by row; {@code null} where there is none. */
  static List<Object[]> read(Path file, List<Feature> features) throws Exception {
    List<Object[]> rows = new ArrayList<>();
    if (file.toString().endsWith(".jsonl")) {
      for (String line : Files.readAllLines(file)) {
        JsonNode row = JSON.readTree(line);
        rows.add(
            features.stream()
                .map(f -> Answers.value(row.required(f.columnName()), f.type()))
                .toArray());
      }
      return rows;
    }
    try (Duck duck = new Duck()) {
      boolean csv = file.toString().endsWith(".csv");
      String from =
          csv
              ? "read_csv('%s', all_varchar = true, allow_quoted_nulls = false)".formatted(file)
              : "'%s'".formatted(file);
      for (Map<String, Object> row : duck.query("from " + from)) {
        Object[] values = new Object[features.size()];
        for (int i = 0; i < values.length; i++) {
          Object value = row.get(features.get(i).columnName());
          values[i] = csv ? value((String) value, features.get(i).type()) : value;
        }
        rows.add(values);
      }
    }
    return rows;
  }

  private static Object value(String cell, ValueType type) throws Exception {
    if (cell == null || type == Scalar.STRING) {
      return cell;
    }
    return type == Scalar.TIMESTAMP
        ? Instant.parse(cell)
        : Answers.value(JSON.readTree(cell), type);
  }
}
