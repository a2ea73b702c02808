package dev.freshet.pipelines.training.output;

import dev.freshet.features.definition.Feature;
import dev.freshet.pipelines.parquet.GroupCopy;
import dev.freshet.pipelines.parquet.ParquetOutput;
import dev.freshet.pipelines.parquet.ValueColumn;
import dev.freshet.pipelines.spine.SpineRows;
import dev.freshet.pipelines.table.GroupTable;
import dev.freshet.pipelines.table.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * A Parquet file with a typed column for each of the spine's and the features'. Columns of a spine
 * that is Parquet itself are copied as they are.
 */
final class ParquetVectors implements VectorOutput {

  private final ParquetOutput out;
  private final int[] spineAt;
  private final List<ValueColumn> spine;
  private final List<ValueColumn> features;
  private final Map<String, String> metadata;

  ParquetVectors(
      Path file,
      SpineColumns spine,
      Table table,
      List<Feature> features,
      Map<String, String> metadata)
      throws IOException {
    this.metadata = metadata;
    this.spineAt = spine.places();
    this.spine =
        spine.columns().stream()
            .map(column -> new ValueColumn(column.name(), column.valueType()))
            .toList();
    this.features =
        features.stream()
            .map(feature -> new ValueColumn(feature.columnName(), feature.type()))
            .toList();
    List<Type> fields = new ArrayList<>();
    if (table instanceof GroupTable groups) {
      for (int place : spineAt) {
        fields.add(groups.schema().getFields().get(place));
      }
    } else {
      this.spine.forEach(column -> fields.add(column.declaration()));
    }
    this.features.forEach(column -> fields.add(column.declaration()));
    out = new ParquetOutput(new LocalOutputFile(file), new MessageType("vectors", fields));
  }

  @Override
  public void write(SpineRows row, Object[] values) throws IOException {
    out.write(
        consumer -> {
          writeSpine(row, consumer);
          for (int i = 0; i < values.length; i++) {
            features.get(i).write(consumer, spineAt.length + i, values[i]);
          }
        });
  }

  private void writeSpine(SpineRows row, RecordConsumer consumer) {
    for (int i = 0; i < spineAt.length; i++) {
      if (row.table() instanceof GroupTable groups) {
        GroupCopy.write(consumer, i, groups.row(), spineAt[i]);
      } else {
        spine.get(i).write(consumer, i, row.cell(spineAt[i]));
      }
    }
  }

  @Override
  public void finish() throws IOException {
    out.finish(metadata);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
