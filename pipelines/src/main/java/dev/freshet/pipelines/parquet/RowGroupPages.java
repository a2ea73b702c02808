package dev.freshet.pipelines.parquet;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.schema.MessageType;

/** The pages of all columns of one row group. */
record RowGroupPages(long rows, Map<List<String>, PageReader> columns) implements PageReadStore {

  static RowGroupPages read(SeekableByteChannel channel, MessageType schema, BlockMetaData group)
      throws IOException {
    Map<List<String>, PageReader> columns = new HashMap<>();
    for (ColumnChunkMetaData chunk : group.getColumns()) {
      List<String> path = List.of(chunk.getPath().toArray());
      ColumnDescriptor column = schema.getColumnDescription(chunk.getPath().toArray());
      columns.put(path, ChunkPages.read(channel, column, chunk));
    }
    return new RowGroupPages(group.getRowCount(), columns);
  }

  @Override
  public PageReader getPageReader(ColumnDescriptor column) {
    return columns.get(List.of(column.getPath()));
  }

  @Override
  public long getRowCount() {
    return rows;
  }
}
