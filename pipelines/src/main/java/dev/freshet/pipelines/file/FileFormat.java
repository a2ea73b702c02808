package dev.freshet.pipelines.file;

import dev.freshet.features.definition.Source;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** How a file holds events, told by its name. */
enum FileFormat {
  JSONL {
    @Override
    RecordCursor open(Path file, Source source) throws IOException {
      CountingStream counting = new CountingStream(Files.newInputStream(file));
      return new JsonlRecords(new LineReader(unpacked(file, counting)), counting);
    }
  },
  CSV {
    @Override
    RecordCursor open(Path file, Source source) throws IOException {
      CountingStream counting = new CountingStream(Files.newInputStream(file));
      return new CsvRecords(new LineReader(unpacked(file, counting)), counting, source);
    }
  },
  PARQUET {
    @Override
    RecordCursor open(Path file, Source source) throws IOException {
      return new ParquetRecords(file, source);
    }
  };

  private static final int BUFFER_BYTES = 1 << 16;

  abstract RecordCursor open(Path file, Source source) throws IOException;

  static FileFormat of(String source, Path file) throws EventFilesException {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    String unpacked = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    if (unpacked.endsWith(".jsonl")) {
      return JSONL;
    } else if (unpacked.endsWith(".csv")) {
      return CSV;
    }
    if (name.endsWith(".parquet")) {
      return PARQUET;
    }
    throw new EventFilesException(
        "source "
            + source
            + ": "
            + file
            + " is of no known format; known are .jsonl .csv (each also .gz)"
            + " and .parquet");
  }

  private static InputStream unpacked(Path file, InputStream in) throws IOException {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".gz")
        ? new GZIPInputStream(new BufferedInputStream(in, BUFFER_BYTES), BUFFER_BYTES)
        : in;
  }
}
