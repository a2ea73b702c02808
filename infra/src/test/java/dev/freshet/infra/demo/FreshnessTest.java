package dev.freshet.infra.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FreshnessTest {

  @Test
  void isTheLeastThatAShareOfAllTook() {
    Freshness freshness = new Freshness();
    for (int i = 200; i >= 1; i--) {
      freshness.add(i * 1_000_000L);
    }

    assertThat(freshness.millis(0.5)).hasValue(100);
    assertThat(freshness.millis(0.99)).hasValue(198);
    assertThat(freshness.millis(1)).hasValue(200);
    assertThat(freshness.text()).isEqualTo("100 ms (p50), 198 ms (p99)");
  }

  @Test
  void isThatOfTheOnlyOne() {
    Freshness freshness = new Freshness();
    freshness.add(7_000_000);

    assertThat(freshness.millis(0.5)).hasValue(7);
    assertThat(freshness.millis(0.99)).hasValue(7);
  }

  @Test
  void isNoneOfNothing() {
    assertThat(new Freshness().millis(0.5)).isEmpty();
    assertThat(new Freshness().text()).isEmpty();
  }
}
