package dev.freshet.infra.train.metric;

import java.util.Arrays;

/**
 * Rows in the order of their scores, the least first, and where scores are equal.
 *
 * @param rows in order; those of equal scores by number
 * @param ends for each place, the place behind the last one of an equal score
 */
record Order(int[] rows, int[] ends) {

  static Order of(float[] scores) {
    long[] keys = new long[scores.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = ((long) sortable(scores[i]) << Integer.SIZE) | i;
    }
    Arrays.sort(keys);
    int[] rows = new int[keys.length];
    int[] ends = new int[keys.length];
    for (int i = keys.length - 1; i >= 0; i--) {
      rows[i] = (int) keys[i];
      boolean isLast =
          i == keys.length - 1 || keys[i] >> Integer.SIZE != keys[i + 1] >> Integer.SIZE;
      ends[i] = isLast ? i + 1 : ends[i + 1];
    }
    return new Order(rows, ends);
  }

  /** An integer that compares as the number does; of both zeros the same. */
  private static int sortable(float score) {
    int bits = Float.floatToIntBits(score + 0.0f);
    return bits < 0 ? bits ^ Integer.MAX_VALUE : bits;
  }
}
