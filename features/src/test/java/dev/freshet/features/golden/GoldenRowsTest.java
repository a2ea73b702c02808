package dev.freshet.features.golden;

import static dev.freshet.features.golden.Histories.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.features.bytes.GoldenFile;
import dev.freshet.features.bytes.MalformedBytesException;
import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.fold.EntityFold;
import dev.freshet.features.fold.Reach;
import dev.freshet.features.row.Row;
import dev.freshet.features.row.RowReader;
import dev.freshet.features.row.RowReading;
import dev.freshet.features.row.ViewSchemas;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows as they were written once: whoever serves may be newer than whoever wrote. */
class GoldenRowsTest {

  /** Whole minutes, so that what decays is exact. */
  static final long[] INSTANTS = {
    Histories.NOON + 60_000,
    Histories.NOON + 360_000,
    Histories.NOON + 7_200_000,
    Histories.NOON + 40 * 86_400_000L
  };

  private static final String NOW = "rows/1";
  private static final EntityFold FOLD = Histories.fold(REPOSITORY);
  private static final List<AggregatedFeature> FEATURES =
      REPOSITORY.views().stream().flatMap(view -> view.features().stream()).toList();

  static Stream<Case> cases() {
    return Stream.concat(
        Arrays.stream(Histories.values())
            .map(history -> new Case(history.file(), history, Reach.FULL, 1 << 20)),
        Stream.of(
            new Case("cut.txt", Histories.CLICKS, Reach.FULL, 100),
            new Case("near.txt", Histories.CLICKS, Reach.NEAR, 1 << 20)));
  }

  static List<Path> files() {
    return GoldenFile.all("rows");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatIsWrittenNowAreTheSameBytes(Case one) {
    GoldenFile golden = GoldenFile.of(GoldenFile.folder(NOW).resolve(one.file), one::now);
    assertThat(one.bytes()).isEqualTo(golden.bytes());
  }

  @ParameterizedTest
  @MethodSource("files")
  void whatWasWrittenOnceSaysWhatItSaidThen(Path file) {
    GoldenFile golden = GoldenFile.read(file);
    assertThat(says(golden.bytes())).isEqualTo(golden.text());
  }

  @ParameterizedTest
  @MethodSource("files")
  void bytesThatAreCutOffAreRefused(Path file) {
    byte[] bytes = GoldenFile.read(file).bytes();
    RowReader reader = new RowReader(ViewSchemas.of(REPOSITORY), FEATURES);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> reader.read(cut, INSTANTS[0]))
          .as("the first %s of %s bytes", length, bytes.length)
          .isInstanceOf(MalformedBytesException.class);
    }
  }

  @Test
  void everyCaseHasAFile() {
    assertThat(GoldenFile.all(NOW))
        .extracting(file -> file.getFileName().toString())
        .containsExactlyInAnyOrderElementsOf(cases().map(one -> one.file).toList());
  }

  private static List<String> says(byte[] row) {
    RowReader reader = new RowReader(ViewSchemas.of(REPOSITORY), FEATURES);
    List<String> lines = new ArrayList<>();
    lines.add("version: " + reader.read(row, INSTANTS[0]).version());
    lines.add("updated: " + Instant.ofEpochMilli(reader.read(row, INSTANTS[0]).updated()));
    for (long t : INSTANTS) {
      RowReading reading = reader.read(row, t);
      for (int i = 0; i < FEATURES.size(); i++) {
        String name = FEATURES.get(i).fullName();
        String said = reading.values()[i] + " " + reading.statuses()[i];
        lines.add(Instant.ofEpochMilli(t) + " " + name + " " + said);
      }
    }
    return lines;
  }

  private record Case(String file, Histories history, Reach reach, int budgetBytes) {

    byte[] bytes() {
      Row row = FOLD.row(history.state(FOLD), Histories.CLOCK, reach, budgetBytes);
      return row.encode(Histories.NOON - 9_000_000_000L, Histories.NOON - 3_600_000);
    }

    GoldenFile now() {
      return new GoldenFile(says(bytes()), bytes());
    }

    @Override
    public String toString() {
      return file;
    }
  }
}
