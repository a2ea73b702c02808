package dev.freshet.infra.train.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class RankingsTest {

  private static final double EXACT = 1e-9;

  @Test
  void theFirstOfTwoRelevantOnesIsSecond() {
    Rankings rankings = new Rankings(new float[] {0, 1, 0, 1}, new int[] {0, 4});
    float[] scores = {0.9f, 0.8f, 0.7f, 0.6f};
    int[] once = {1, 1, 1, 1};
    assertThat(rankings.reciprocalRank(scores).under(once)).isEqualTo(0.5);
    double best = 1 + 1 / log2(3);
    assertThat(rankings.ndcg(scores, 10).under(once))
        .isCloseTo((1 / log2(3) + 1 / log2(5)) / best, within(EXACT));
    assertThat(rankings.ndcg(scores, 1).under(once)).isZero();
  }

  @Test
  void groupsWithNothingRelevantDoNotCount() {
    Rankings rankings = new Rankings(new float[] {0, 0, 1, 0}, new int[] {0, 2, 4});
    assertThat(rankings.reciprocalRank(new float[] {1, 2, 2, 1}).under(new int[] {1, 1, 1, 1}))
        .isEqualTo(1);
  }

  /** By the definitions, over every order that equal scores may have. */
  @Test
  void equalScoresCountAsTheMeanOfTheirOrders() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      int rows = 1 + random.nextInt(6);
      float[] scores = new float[rows];
      float[] labels = new float[rows];
      for (int i = 0; i < rows; i++) {
        scores[i] = random.nextInt(3);
        labels[i] = random.nextInt(4);
      }
      labels[random.nextInt(rows)] = 2;
      int most = 1 + random.nextInt(5);
      Rankings rankings = new Rankings(labels, new int[] {0, rows});
      int[] once = new int[rows];
      Arrays.fill(once, 1);
      assertThat(rankings.ndcg(scores, most).under(once))
          .as("seed %s", seed)
          .isCloseTo(
              mean(scores, order -> gain(order, labels, most)) / best(labels, most), within(EXACT));
      assertThat(rankings.reciprocalRank(scores).under(once))
          .as("seed %s", seed)
          .isCloseTo(mean(scores, order -> reciprocal(order, labels)), within(EXACT));
    }
  }

  @Test
  void groupsAreRankedApart() {
    for (int seed = 0; seed < 50; seed++) {
      RandomScores given = RandomScores.grouped(seed, 40, 6);
      double sum = 0;
      int count = 0;
      for (int group = 0; group + 1 < given.starts().length; group++) {
        int from = given.starts()[group];
        int to = given.starts()[group + 1];
        float[] labels = Arrays.copyOfRange(given.labels(), from, to);
        float[] scores = Arrays.copyOfRange(given.scores(), from, to);
        int[] once = new int[to - from];
        Arrays.fill(once, 1);
        double alone = new Rankings(labels, new int[] {0, to - from}).ndcg(scores, 3).under(once);
        if (!Double.isNaN(alone)) {
          sum += alone;
          count++;
        }
      }
      assertThat(
              new Rankings(given.labels(), given.starts())
                  .ndcg(given.scores(), 3)
                  .under(given.once()))
          .as("seed %s", seed)
          .isCloseTo(sum / count, within(EXACT));
    }
  }

  private static double mean(float[] scores, ToDoubleFunction<List<Integer>> figure) {
    List<List<Integer>> orders = new ArrayList<>();
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      rows.add(i);
    }
    permute(rows, 0, scores, orders);
    return orders.stream().mapToDouble(figure).average().orElseThrow();
  }

  private static void permute(
      List<Integer> rows, int at, float[] scores, List<List<Integer>> falling) {
    if (at == rows.size()) {
      for (int i = 1; i < rows.size(); i++) {
        if (scores[rows.get(i - 1)] < scores[rows.get(i)]) {
          return;
        }
      }
      falling.add(List.copyOf(rows));
      return;
    }
    for (int i = at; i < rows.size(); i++) {
      Collections.swap(rows, at, i);
      permute(rows, at + 1, scores, falling);
      Collections.swap(rows, at, i);
    }
  }

  private static double gain(List<Integer> order, float[] labels, int most) {
    double gain = 0;
    for (int i = 0; i < Math.min(most, order.size()); i++) {
      gain += (Math.pow(2, labels[order.get(i)]) - 1) / log2(i + 2);
    }
    return gain;
  }

  private static double best(float[] labels, int most) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingDouble(row -> -labels[row]));
    return gain(order, labels, most);
  }

  private static double reciprocal(List<Integer> order, float[] labels) {
    for (int i = 0; i < order.size(); i++) {
      if (labels[order.get(i)] > 0) {
        return 1.0 / (i + 1);
      }
    }
    return Double.NaN;
  }

  private static double log2(double number) {
    return Math.log(number) / Math.log(2);
  }
}
