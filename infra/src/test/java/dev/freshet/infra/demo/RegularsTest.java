package dev.freshet.infra.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RegularsTest {

  @Test
  void knowsWhoDidTheMost() {
    Regulars regulars = new Regulars();
    List.of("u1", "u2", "u3", "u2").forEach(regulars::add);

    assertThat(regulars.busiest()).hasValue("u2");
    assertThat(new Regulars().busiest()).isEmpty();
  }

  @Test
  void forgetsWhatWasLongAgo() {
    Regulars regulars = new Regulars();
    for (int i = 0; i < 8_000; i++) {
      regulars.add("early");
    }
    for (int i = 0; i < 7_000; i++) {
      regulars.add("late");
    }

    assertThat(regulars.busiest()).hasValue("late");
  }
}
