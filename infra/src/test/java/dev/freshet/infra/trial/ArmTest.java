package dev.freshet.infra.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArmTest {

  @Test
  void visitorsAreSharedOutEvenlyAndStay() {
    Map<Arm, Long> counts =
        IntStream.range(0, 30_000)
            .mapToObj(i -> Arm.of("u" + i))
            .collect(Collectors.groupingBy(arm -> arm, Collectors.counting()));

    assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(9_500L, 10_500L));
    assertThat(Arm.of("u17")).isEqualTo(Arm.of("u17"));
  }
}
