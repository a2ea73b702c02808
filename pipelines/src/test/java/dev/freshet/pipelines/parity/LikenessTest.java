package dev.freshet.pipelines.parity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LikenessTest {

  @Test
  void doublesAreTheSameButForRounding() {
    assertThat(Likeness.same(0.1 + 0.2, 0.3)).isTrue();
    assertThat(Likeness.same(1.0, 1.00001)).isFalse();
    assertThat(Likeness.same(1e-17, 0.0)).isFalse();
    assertThat(Likeness.same(1e-17, 0.0, 2.0)).as("what is left of 1 - 1").isTrue();
    assertThat(Likeness.same(null, 0.0)).isFalse();
    assertThat(Likeness.same(null, null)).isTrue();
  }

  @Test
  void otherValuesAreTheSameOrNot() {
    assertThat(Likeness.same(3L, 3L)).isTrue();
    assertThat(Likeness.same(3L, 4L)).isFalse();
    assertThat(Likeness.same(List.of("a", "b"), List.of("b", "a"))).isFalse();
    assertThat(Likeness.same(Map.of("a", 0.1 + 0.2), Map.of("a", 0.3))).isTrue();
    assertThat(Likeness.same(Map.of("a", 1L), Map.of("a", 1L, "b", 0L))).isFalse();
  }

  @Test
  void numbersAreApartByTheirDifferenceAndOthersByTheirParts() {
    assertThat(Likeness.distance(3L, 10L)).isEqualTo(7);
    assertThat(Likeness.distance(List.of("a", "b"), List.of("a", "c", "d"))).isEqualTo(2);
    assertThat(Likeness.distance(Map.of("a", 1L, "b", 2L), Map.of("a", 4L, "c", 1L))).isEqualTo(5);
    assertThat(Likeness.distance(null, "x")).isEqualTo(1);
  }
}
