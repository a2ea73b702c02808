package dev.freshet.pipelines.training.output;

import dev.freshet.features.definition.Feature;
import dev.freshet.pipelines.spine.Spine;
import dev.freshet.pipelines.spine.SpineRows;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** A file of vectors in the making, row after row. Not thread-safe. */
public interface VectorOutput extends Closeable {

  int BUFFER_BYTES = 1 << 16;

  /**
   * Starts a file of the spine's columns, then the features'. A column that has the name of a
   * feature is not among the former.
   *
   * @param packed whether it is written as GZIP does
   * @param metadata what the file says of itself, where the format can
   */
  static VectorOutput create(
      OutputFormat format,
      Path file,
      boolean packed,
      Spine spine,
      SpineRows rows,
      List<Feature> features,
      Map<String, String> metadata)
      throws IOException {
    SpineColumns columns = SpineColumns.of(spine, features);
    return switch (format) {
      case JSONL -> new JsonlOutput(stream(file, packed), columns, features);
      case CSV -> new CsvOutput(stream(file, packed), columns, features);
      case PARQUET -> new ParquetVectors(file, columns, rows.table(), features, metadata);
    };
  }

  private static OutputStream stream(Path file, boolean packed) throws IOException {
    OutputStream out = Files.newOutputStream(file);
    return new BufferedOutputStream(
        packed ? new GZIPOutputStream(out, BUFFER_BYTES) : out, BUFFER_BYTES);
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
