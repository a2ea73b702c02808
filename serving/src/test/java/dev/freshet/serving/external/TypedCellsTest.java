package dev.freshet.serving.external;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.feast.FeastCell;
import dev.freshet.features.definition.ExternalFeature;
import dev.freshet.features.row.Status;
import dev.freshet.features.type.ListType;
import dev.freshet.features.type.Scalar;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TypedCellsTest {

  private static final List<ExternalFeature> FEATURES =
      List.of(
          new ExternalFeature("partner", "risk", Scalar.DOUBLE),
          new ExternalFeature("partner", "segments", new ListType(Scalar.STRING)));

  private final AtomicInteger mistyped = new AtomicInteger();

  @Test
  void anIntegerIsADoubleToo() {
    ExternalAnswer answer = of(present(3L), present(List.of("a")));

    assertThat(answer.values()[0])
        .containsExactly(
            new ExternalValue(3.0, Status.PRESENT),
            new ExternalValue(List.of("a"), Status.PRESENT));
    assertThat(answer.missing()).containsExactly(false, false);
    assertThat(mistyped).hasValue(0);
  }

  @Test
  void whatIsOfAnotherTypeIsMissing() {
    for (Object other : List.of(List.of(1L), List.of("a", 1L), "a")) {
      assertThat(of(present(0.5), present(other)).missing())
          .as("%s", other)
          .containsExactly(false, true);
    }
    ExternalAnswer answer = of(present("high"), present(List.of()));
    assertThat(answer.values()[0])
        .containsExactly(ExternalValue.NONE, new ExternalValue(List.of(), Status.PRESENT));
    assertThat(answer.missing()).containsExactly(true, false);
    assertThat(mistyped).hasValue(4);
  }

  @Test
  void whatTheServerDoesNotHaveIsNotMissing() {
    ExternalAnswer answer =
        of(
            new FeastCell(null, FeastCell.Status.NOT_FOUND),
            new FeastCell(null, FeastCell.Status.NULL_VALUE));

    assertThat(answer.values()[0])
        .containsExactly(
            new ExternalValue(null, Status.NOT_FOUND), new ExternalValue(null, Status.NULL_VALUE));
    assertThat(answer.missing()).containsExactly(false, false);
  }

  private ExternalAnswer of(FeastCell... cells) {
    return new TypedCells(FEATURES, mistyped::incrementAndGet).of(new FeastCell[][] {cells});
  }

  private static FeastCell present(Object value) {
    return new FeastCell(value, FeastCell.Status.PRESENT);
  }
}
