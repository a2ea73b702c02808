package dev.freshet.features.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecentTest {

  @Test
  void asksOnceForWhatIsAskedAgainAndAgain() {
    AtomicInteger asked = new AtomicInteger();
    Recent<Integer, Integer> squares = squares(10, asked);
    for (int i = 0; i < 1_000; i++) {
      assertThat(squares.get(7)).isEqualTo(49);
      squares.get(100 + i % 5);
    }

    assertThat(asked).hasValue(6);
  }

  @Test
  void keepsWhatIsAskedForOftenWhileManyOthersPass() {
    AtomicInteger asked = new AtomicInteger();
    Recent<Integer, Integer> squares = squares(10, asked);
    for (int i = 0; i < 1_000; i++) {
      squares.get(-1);
      squares.get(i);
    }

    assertThat(asked).hasValue(1_001);
  }

  @Test
  void neverKeepsMoreThanTwoGenerations() {
    Recent<Integer, Integer> squares = squares(10, new AtomicInteger());
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      int asked = random.nextInt(100);
      assertThat(squares.get(asked)).isEqualTo(asked * asked);
      assertThat(squares.size()).isLessThanOrEqualTo(20);
    }
  }

  private static Recent<Integer, Integer> squares(int generation, AtomicInteger asked) {
    return new Recent<>(
        generation,
        number -> {
          asked.incrementAndGet();
          return number * number;
        });
  }
}
