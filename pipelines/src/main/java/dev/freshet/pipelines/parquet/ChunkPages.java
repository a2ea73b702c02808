package dev.freshet.pipelines.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.ParquetDecodingException;

/**
 * The pages of one column of one row group. They are read at once and unpacked as they are asked
 * for. Not thread-safe.
 */
final class ChunkPages implements PageReader {

  private static final ParquetMetadataConverter CONVERTER = new ParquetMetadataConverter();

  private final Codec codec;
  private final Statistics<?> noStatistics;
  private final long valueCount;
  private final Deque<PackedPage> pages = new ArrayDeque<>();
  private DictionaryPage dictionary;

  private ChunkPages(ColumnDescriptor column, ColumnChunkMetaData chunk) throws IOException {
    codec = Codec.of(chunk.getCodec());
    noStatistics = Statistics.getBuilderForReading(column.getPrimitiveType()).build();
    valueCount = chunk.getValueCount();
  }

  private record PackedPage(PageHeader header, byte[] body) {}

  static ChunkPages read(
      SeekableByteChannel channel, ColumnDescriptor column, ColumnChunkMetaData chunk)
      throws IOException {
    ChunkPages pages = new ChunkPages(column, chunk);
    int length = Math.toIntExact(chunk.getTotalSize());
    ByteArrayInputStream in =
        new ByteArrayInputStream(Footer.bytes(channel, chunk.getStartingPos(), length));
    long values = 0;
    while (values < chunk.getValueCount()) {
      PageHeader header = Util.readPageHeader(in);
      byte[] body = in.readNBytes(header.getCompressed_page_size());
      if (header.isSetDictionary_page_header()) {
        pages.dictionary = pages.dictionary(header, body);
      } else if (header.isSetData_page_header() || header.isSetData_page_header_v2()) {
        pages.pages.add(new PackedPage(header, body));
        values += values(header);
      }
    }
    return pages;
  }

  @Override
  public DictionaryPage readDictionaryPage() {
    return dictionary;
  }

  @Override
  public long getTotalValueCount() {
    return valueCount;
  }

  @Override
  public DataPage readPage() {
    PackedPage page = pages.poll();
    try {
      if (page == null) {
        return null;
      }
      return page.header().isSetData_page_header() ? first(page) : second(page);
    } catch (IOException e) {
      throw new ParquetDecodingException(e.getMessage(), e);
    }
  }

  private static int values(PageHeader header) {
    return header.isSetData_page_header()
        ? header.getData_page_header().getNum_values()
        : header.getData_page_header_v2().getNum_values();
  }

  private DictionaryPage dictionary(PageHeader header, byte[] body) throws IOException {
    return new DictionaryPage(
        BytesInput.from(codec.unpack(body, 0, header.getUncompressed_page_size())),
        header.getDictionary_page_header().getNum_values(),
        CONVERTER.getEncoding(header.getDictionary_page_header().getEncoding()));
  }

  private DataPage first(PackedPage page) throws IOException {
    DataPageHeader header = page.header().getData_page_header();
    int size = page.header().getUncompressed_page_size();
    return new DataPageV1(
        BytesInput.from(codec.unpack(page.body(), 0, size)),
        header.getNum_values(),
        size,
        noStatistics,
        CONVERTER.getEncoding(header.getRepetition_level_encoding()),
        CONVERTER.getEncoding(header.getDefinition_level_encoding()),
        CONVERTER.getEncoding(header.getEncoding()));
  }

  /** The levels come first and are never packed. */
  private DataPage second(PackedPage page) throws IOException {
    DataPageHeaderV2 header = page.header().getData_page_header_v2();
    int repetition = header.getRepetition_levels_byte_length();
    int definition = header.getDefinition_levels_byte_length();
    int levels = repetition + definition;
    Codec of = header.isIs_compressed() ? codec : Codec.NONE;
    byte[] values =
        of.unpack(page.body(), levels, page.header().getUncompressed_page_size() - levels);
    return DataPageV2.uncompressed(
        header.getNum_rows(),
        header.getNum_nulls(),
        header.getNum_values(),
        BytesInput.from(page.body(), 0, repetition),
        BytesInput.from(page.body(), repetition, definition),
        CONVERTER.getEncoding(header.getEncoding()),
        BytesInput.from(values),
        noStatistics);
  }
}
