package dev.freshet.features.golden;

import static dev.freshet.features.golden.Histories.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.features.bytes.GoldenFile;
import dev.freshet.features.bytes.MalformedBytesException;
import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.definition.FeatureView;
import dev.freshet.features.fold.EntityFold;
import dev.freshet.features.fold.EntityState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Entity states as they were written once: a savepoint stays readable. */
class GoldenStatesTest {

  private static final String NOW = "states/1";
  private static final EntityFold FOLD = Histories.fold(REPOSITORY);

  static List<Path> files() {
    return GoldenFile.all("states");
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenNowAreTheSameBytes(Histories history) {
    GoldenFile golden =
        GoldenFile.of(GoldenFile.folder(NOW).resolve(history.file()), () -> now(history));
    assertThat(FOLD.write(history.state(FOLD))).isEqualTo(golden.bytes());
  }

  @ParameterizedTest
  @MethodSource("files")
  void whatWasWrittenOnceSaysWhatItSaidThen(Path file) {
    GoldenFile golden = GoldenFile.read(file);
    assertThat(says(FOLD.read(golden.bytes()))).isEqualTo(golden.text());
  }

  @ParameterizedTest
  @MethodSource("files")
  void bytesThatAreCutOffAreRefused(Path file) {
    byte[] bytes = GoldenFile.read(file).bytes();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> FOLD.read(cut))
          .as("the first %s of %s bytes", length, bytes.length)
          .isInstanceOf(MalformedBytesException.class);
    }
  }

  @Test
  void everyHistoryHasAFile() {
    assertThat(GoldenFile.all(NOW))
        .extracting(file -> file.getFileName().toString())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Histories.values()).map(Histories::file).toList());
  }

  private static GoldenFile now(Histories history) {
    byte[] bytes = FOLD.write(history.state(FOLD));
    return new GoldenFile(says(history.state(FOLD)), bytes);
  }

  private static List<String> says(EntityState state) {
    List<String> lines = new ArrayList<>(List.of("events folded: " + state.folded()));
    for (long t : GoldenRowsTest.INSTANTS) {
      for (FeatureView view : REPOSITORY.views()) {
        for (AggregatedFeature feature : view.features()) {
          Object value = FOLD.value(state, feature, t);
          lines.add(Instant.ofEpochMilli(t) + " " + feature.fullName() + " " + value);
        }
      }
    }
    return lines;
  }
}
