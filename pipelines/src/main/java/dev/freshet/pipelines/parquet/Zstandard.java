package dev.freshet.pipelines.parquet;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Packs pages with zstd, at its default level. */
final class Zstandard implements BytesInputCompressor {

  private static final int LEVEL = 3;

  @Override
  public BytesInput compress(BytesInput page) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream(Math.toIntExact(page.size()));
    page.writeAllTo(whole);
    return BytesInput.from(Zstd.compress(whole.toByteArray(), LEVEL));
  }

  @Override
  public CompressionCodecName getCodecName() {
    return CompressionCodecName.ZSTD;
  }

  @Override
  public void release() {}
}
