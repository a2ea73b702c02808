package dev.freshet.serving.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.type.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnionTest {

  @Test
  void weightsOfMapsAddUpAndOfListsFallWithThePlace() {
    Weights weights = new Weights(Scalar.STRING);
    weights.add(Map.of("a", 0.5, "b", 0.25, "gone", 0.0));
    weights.add(Map.of("b", 0.5));
    weights.add(List.of("c", "a", "d"));
    weights.add(null);

    // c 1, a 0.5 + 1/2, b 0.75, d 1/3; of equal ones the lesser.
    assertThat(weights.best()).containsExactly("a", "c", "b", "d");
  }

  @Test
  void integersAreReadFromTheKeysOfMaps() {
    Weights weights = new Weights(Scalar.INT64);
    weights.add(Map.of("10", 1L, "9", 1L, "x", 5L));
    weights.add(List.of(8L));

    assertThat(weights.best()).containsExactly(8L, 9L, 10L);
  }

  @Test
  void theBestOfEachOriginComeInTurnUntilThereAreEnough() {
    Map<String, List<Object>> best = new LinkedHashMap<>();
    best.put("one", List.of("a", "b", "c", "d"));
    best.put("other", List.of("c", "x"));

    assertThat(Union.of(best, 1_000).candidates()).containsExactly("a", "c", "b", "x", "d");
    assertThat(Union.of(best, 3).candidates()).containsExactly("a", "c", "b");
    assertThat(Union.of(best, 3).origins("c")).containsExactly("one", "other");
    assertThat(Union.of(Map.of(), 3).candidates()).isEmpty();
  }
}
