package dev.freshet.pipelines.training.output;

import dev.freshet.features.definition.Feature;
import dev.freshet.pipelines.spine.Spine;
import dev.freshet.pipelines.spine.SpineRows;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A file of vectors in the making, row after row. Not thread-safe. */
public interface VectorOutput extends Closeable {

  /**
   * Starts a file of the spine's columns, then the features'.
   *
   * @param metadata what the file says of itself, where the format can
   */
  static VectorOutput create(
      OutputFormat format,
      Path file,
      Spine spine,
      SpineRows rows,
      List<Feature> features,
      Map<String, String> metadata)
      throws IOException {
    return switch (format) {
      case JSONL -> new JsonlOutput(file, spine, features);
      case CSV -> new CsvOutput(file, spine, features);
      case PARQUET -> new ParquetVectors(file, spine, rows.table(), features, metadata);
    };
  }

  /**
   * Writes a row.
   *
   * @param row the spine's
   * @param values of the features, in order, {@code null} where there is none
   */
  void write(SpineRows row, Object[] values) throws IOException;

  /** Ends the file. */
  void finish() throws IOException;
}
