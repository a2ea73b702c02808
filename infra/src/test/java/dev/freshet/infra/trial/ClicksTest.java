package dev.freshet.infra.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ClicksTest {

  @Test
  void countsByVisitor() {
    Clicks clicks = new Clicks();
    clicks.add("u1", true);
    clicks.add("u1", false);
    clicks.add("u2", false);

    assertThat(clicks.visitors()).isEqualTo(2);
    assertThat(clicks.shown()).isEqualTo(3);
    assertThat(clicks.clicked()).isEqualTo(1);
    assertThat(clicks.rate().estimate()).isCloseTo(1.0 / 3, within(1e-12));
  }

  @Test
  void ofVisitorsWhoAreShownOneItemTheErrorIsTheBinomialOne() {
    Clicks clicks = new Clicks();
    for (int i = 0; i < 1_000; i++) {
      clicks.add("u" + i, i % 10 == 0);
    }

    assertThat(clicks.rate().standardError()).isCloseTo(Math.sqrt(0.1 * 0.9 / 999), within(1e-9));
  }

  /** Of samples from a shop in which visitors differ, about 95 in 100 intervals have the truth. */
  @Test
  void intervalsHoldWhatTheySay() {
    int seed = 20261123;
    Random random = new Random(seed);
    int samples = 2_000;
    int held = 0;
    int heldByItem = 0;
    for (int sample = 0; sample < samples; sample++) {
      Clicks clicks = new Clicks();
      Clicks byItem = new Clicks();
      for (int visitor = 0; visitor < 150; visitor++) {
        double readiness = random.nextBoolean() ? 0.02 : 0.18;
        int shown = 8 * (1 + random.nextInt(5));
        for (int i = 0; i < shown; i++) {
          boolean clicked = random.nextDouble() < readiness;
          clicks.add("u" + visitor, clicked);
          byItem.add("u" + visitor + "-" + i, clicked);
        }
      }
      held += has(clicks.rate(), 0.1) ? 1 : 0;
      heldByItem += has(byItem.rate(), 0.1) ? 1 : 0;
    }

    assertThat(held / (double) samples).as("seed %d", seed).isBetween(0.93, 0.965);
    assertThat(heldByItem / (double) samples).as("items taken for independent").isLessThan(0.88);
  }

  private static boolean has(Rate rate, double truth) {
    return rate.low() <= truth && truth <= rate.high();
  }

  @Test
  void differencesOfArmsAddTheirVariances() {
    Rate lift = new Rate(0.08, 0.003).minus(new Rate(0.05, 0.004));

    assertThat(lift.estimate()).isCloseTo(0.03, within(1e-12));
    assertThat(lift.standardError()).isCloseTo(0.005, within(1e-12));
    assertThat(lift.low()).isCloseTo(0.03 - 1.959964 * 0.005, within(1e-6));
  }
}
