package dev.freshet.pipelines.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.pipelines.parquet.ParquetTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.flink.core.fs.local.LocalDataOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetPartTest {

  private static final int MOST_BYTES = 16 << 20;

  @TempDir private Path folder;

  private final WaitingParts waiting = new WaitingParts();

  @Test
  void arrivalsAreReadAsTheyWereWritten() throws Exception {
    Arrival one = new Arrival("user", "ü%3A7", "s", "t", 3, 1L << 40, -5, 7, 8, 2);
    Arrival other = new Arrival("user", "", "s", "t", 0, 0, 0, 7, 9, 1L << 33);
    Path target = folder.resolve("_arrivals/user/date=1970-01-01/part-1.arrivals");
    Files.createDirectories(target.getParent());
    Files.createFile(target.resolveSibling(".part-2.arrivals.inprogress.7"));
    try (LocalDataOutputStream out = new LocalDataOutputStream(target.toFile())) {
      ParquetPart<Arrival> part = part(out);
      part.addElement(one);
      part.addElement(other);
      part.finish();
    }

    try (Arrivals arrivals = Arrivals.of(folder, "user")) {
      assertThat(arrivals.next()).contains(one);
      assertThat(arrivals.next()).contains(other);
      assertThat(arrivals.next()).isEmpty();
    }
    try (Arrivals arrivals = Arrivals.of(folder, "item")) {
      assertThat(arrivals.next()).isEmpty();
    }
  }

  @Test
  void whateverWaitsInManyPartsIsBounded() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<LocalDataOutputStream> files = new ArrayList<>();
    List<ParquetPart<Arrival>> parts = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      files.add(new LocalDataOutputStream(folder.resolve("a" + i).toFile()));
      parts.add(part(files.get(i)));
    }
    String filler = "x".repeat(2_000);
    int rows = 30_000;
    for (int i = 0; i < rows; i++) {
      int part = Math.min(random.nextInt(40), random.nextInt(40));
      parts.get(part).addElement(new Arrival("user", filler + i, "s", "t", 0, i, 0, 0, 0, 1));
      assertThat(waiting.bytes()).as("seed %d", seed).isBetween(0L, (long) MOST_BYTES);
    }
    assertThat(waiting.bytes()).isPositive();
    for (int i = 0; i < 40; i++) {
      parts.get(i).finish();
      files.get(i).close();
    }
    assertThat(waiting.bytes()).isZero();

    Set<Long> offsets = new HashSet<>();
    for (int i = 0; i < 40; i++) {
      try (ParquetTable table = ParquetTable.open(folder.resolve("a" + i))) {
        while (table.next()) {
          assertThat(offsets.add(table.row().getLong("offset", 0))).isTrue();
        }
      }
    }
    assertThat(offsets).hasSize(rows);
  }

  @Test
  void aDiskThatTakesNoMoreIsNamedAsTheArchives() throws Exception {
    LocalDataOutputStream out = new LocalDataOutputStream(folder.resolve("a").toFile());
    ParquetPart<Arrival> part = part(out);
    part.addElement(new Arrival("user", "u", "s", "t", 0, 0, 0, 0, 0, 1));
    out.close();

    assertThatThrownBy(part::finish)
        .isInstanceOf(IOException.class)
        .hasNoCause()
        .hasMessageStartingWith("the archive cannot be written: ")
        .hasMessageContaining("nothing is lost");
  }

  @Test
  void aFolderThatIsNoneIsNamed() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> Archive.prepare(file.resolve("archive")))
        .isInstanceOf(IOException.class)
        .hasMessage("--archive: " + file + " is a file; name a folder")
        .hasNoCause();
    Archive.prepare(folder.resolve("a/b"));
    try (var made = Files.list(folder.resolve("a/b"))) {
      assertThat(made.findFirst()).isEqualTo(Optional.empty());
    }
  }

  private ParquetPart<Arrival> part(LocalDataOutputStream out) {
    return new ParquetPart<>(
        out, waiting, ArrivalSerializer.INSTANCE, arrival -> ArrivalLayout.LAYOUT);
  }
}
