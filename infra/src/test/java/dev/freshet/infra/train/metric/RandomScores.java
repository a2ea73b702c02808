package dev.freshet.infra.train.metric;

import java.util.Arrays;
import java.util.Random;

/** Rows with scores that tie now and then, labels that lean on them, and groups. */
record RandomScores(float[] scores, float[] labels, int[] groups, int[] starts) {

  /** At least one row of each label, and rows that are independent. */
  static RandomScores of(long seed, int most) {
    return grouped(seed, most, 1);
  }

  /** Groups of up to so many rows. */
  static RandomScores grouped(long seed, int most, int mostInGroup) {
    Random random = new Random(seed);
    int rows = 2 + random.nextInt(most - 1);
    int steps = 1 + random.nextInt(30);
    float[] scores = new float[rows];
    float[] labels = new float[rows];
    for (int i = 0; i < rows; i++) {
      scores[i] = random.nextInt(steps + 1) / (float) steps;
      labels[i] = random.nextDouble() < 0.2 + 0.5 * scores[i] ? 1 : 0;
    }
    labels[0] = 0;
    labels[1] = 1;
    int[] groups = new int[rows];
    int[] starts = new int[rows + 1];
    int count = 0;
    for (int i = 0; i < rows; count++) {
      starts[count] = i;
      for (int left = 1 + random.nextInt(mostInGroup); left > 0 && i < rows; left--, i++) {
        groups[i] = count;
      }
    }
    starts[count] = rows;
    return new RandomScores(scores, labels, groups, Arrays.copyOf(starts, count + 1));
  }

  int rows() {
    return scores.length;
  }

  /** Each row once. */
  int[] once() {
    int[] times = new int[rows()];
    Arrays.fill(times, 1);
    return times;
  }

  /** Some rows not at all, some several times. */
  int[] times(long seed) {
    Random random = new Random(seed);
    int[] times = new int[rows()];
    for (int i = 0; i < times.length; i++) {
      times[i] = random.nextInt(4);
    }
    times[0] = 1;
    times[1] = 2;
    return times;
  }
}
