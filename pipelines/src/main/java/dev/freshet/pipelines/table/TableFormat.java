package dev.freshet.pipelines.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** How a file holds a table, told by its name. */
public enum TableFormat {
  JSONL {
    @Override
    public Table open(Path file) throws IOException {
      return new JsonlTable(LineReader.open(file));
    }
  },
  CSV {
    @Override
    public Table open(Path file) throws IOException {
      return new CsvTable(LineReader.open(file));
    }
  },
  PARQUET {
    @Override
    public Table open(Path file) throws IOException {
      return new GroupTable(file);
    }
  };

  /** The extensions that files to be read have. */
  public static final String READ = ".jsonl .csv (each also .gz) and .parquet";

  public abstract Table open(Path file) throws IOException;

  /** The format of a file to be read; empty if its name tells of none. */
  public static Optional<TableFormat> of(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    String unpacked = LineReader.isPacked(file) ? name.substring(0, name.length() - 3) : name;
    if (unpacked.endsWith(".jsonl")) {
      return Optional.of(JSONL);
    } else if (unpacked.endsWith(".csv")) {
      return Optional.of(CSV);
    }
    return name.endsWith(".parquet") ? Optional.of(PARQUET) : Optional.empty();
  }
}
