package dev.freshet.pipelines.parquet;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import net.jpountz.lz4.LZ4Factory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** How pages are packed. */
enum Codec {
  NONE {
    @Override
    byte[] unpack(byte[] packed, int from, int size) {
      return Arrays.copyOfRange(packed, from, packed.length);
    }
  },
  SNAPPY {
    @Override
    byte[] unpack(byte[] packed, int from, int size) throws IOException {
      byte[] unpacked = new byte[size];
      Snappy.uncompress(packed, from, packed.length - from, unpacked, 0);
      return unpacked;
    }
  },
  GZIP {
    @Override
    byte[] unpack(byte[] packed, int from, int size) throws IOException {
      try (GZIPInputStream in =
          new GZIPInputStream(new ByteArrayInputStream(packed, from, packed.length - from))) {
        return in.readNBytes(size);
      }
    }
  },
  ZSTD {
    @Override
    byte[] unpack(byte[] packed, int from, int size) throws IOException {
      byte[] unpacked = new byte[size];
      long result = Zstd.decompressByteArray(unpacked, 0, size, packed, from, packed.length - from);
      if (Zstd.isError(result)) {
        throw new IOException("a damaged page: " + Zstd.getErrorName(result));
      }
      return unpacked;
    }
  },
  LZ4 {
    @Override
    byte[] unpack(byte[] packed, int from, int size) {
      byte[] unpacked = new byte[size];
      LZ4Factory.safeInstance()
          .safeDecompressor()
          .decompress(packed, from, packed.length - from, unpacked, 0);
      return unpacked;
    }
  };

  /**
   * Unpacks what is behind a position.
   *
   * @param size of what comes out
   */
  abstract byte[] unpack(byte[] packed, int from, int size) throws IOException;

  static Codec of(CompressionCodecName name) throws IOException {
    return switch (name) {
      case UNCOMPRESSED -> NONE;
      case SNAPPY -> SNAPPY;
      case GZIP -> GZIP;
      case ZSTD -> ZSTD;
      case LZ4_RAW -> LZ4;
      default ->
          throw new IOException(
              "packed with "
                  + name
                  + "; write it with one of UNCOMPRESSED SNAPPY GZIP ZSTD LZ4_RAW");
    };
  }
}
