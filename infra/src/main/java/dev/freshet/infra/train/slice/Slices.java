package dev.freshet.infra.train.slice;

import dev.freshet.pipelines.examples.Examples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Examples cut in time, never at random: a model is trained on the first slice, training stops by
 * the second, and the third, the latest, is what it is measured on. A group is in one slice,
 * wholly: one whose labels were not all known when the next slice began is in none.
 *
 * @param early what decides when training stops
 * @param earlyFrom the instant at which that slice begins, epoch milliseconds
 * @param testFrom the instant at which the test slice begins
 * @param leftOut rows in none, in the gaps between
 */
public record Slices(
    Sample train, Sample early, Sample test, long earlyFrom, long testFrom, int leftOut) {

  /** The share of rows before the next slice. */
  private static final double EARLIER = 0.8;

  /** Rows that belong together. */
  private record Group(List<Integer> rows, long from, long to) {}

  /** Cuts examples, of which there is one at least. */
  public static Slices of(Examples examples, Cut cut) {
    List<Group> groups = groups(examples);
    long testFrom = cut.after().orElseGet(() -> late(examples, groups));
    List<Group> before =
        groups.stream().filter(group -> group.to() + cut.gapMillis() <= testFrom).toList();
    long earlyFrom = before.isEmpty() ? testFrom : late(examples, before);
    Sample train = sample(examples, before, group -> group.to() + cut.gapMillis() <= earlyFrom);
    Sample early = sample(examples, before, group -> group.from() >= earlyFrom);
    Sample test = sample(examples, groups, group -> group.from() >= testFrom);
    int leftOut = examples.size() - train.size() - early.size() - test.size();
    return new Slices(train, early, test, earlyFrom, testFrom, leftOut);
  }

  /** In order of their first instants; of one instant, in the file's. */
  private static List<Group> groups(Examples examples) {
    int count = Arrays.stream(examples.groups()).max().orElse(-1) + 1;
    List<List<Integer>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(new ArrayList<>(1));
    }
    for (int row = 0; row < examples.size(); row++) {
      rows.get(examples.groups()[row]).add(row);
    }
    List<Group> groups = new ArrayList<>();
    for (List<Integer> of : rows) {
      long from = of.stream().mapToLong(row -> examples.instants()[row]).min().orElseThrow();
      long to = of.stream().mapToLong(row -> examples.instants()[row]).max().orElseThrow();
      groups.add(new Group(of, from, to));
    }
    groups.sort(Comparator.comparingLong(Group::from));
    return groups;
  }

  /** The instant from which the latest fifth of the rows is. */
  private static long late(Examples examples, List<Group> groups) {
    long[] instants =
        groups.stream()
            .flatMap(group -> group.rows().stream())
            .mapToLong(row -> examples.instants()[row])
            .sorted()
            .toArray();
    return instants[Math.min(instants.length - 1, (int) Math.ceil(instants.length * EARLIER))];
  }

  private static Sample sample(Examples examples, List<Group> groups, Predicate<Group> belongs) {
    List<Group> chosen = groups.stream().filter(belongs).toList();
    int size = chosen.stream().mapToInt(group -> group.rows().size()).sum();
    float[][] rows = new float[size][];
    float[] labels = new float[size];
    float[] baseline = new float[size];
    int[] numbers = new int[size];
    int[] starts = new int[chosen.size() + 1];
    int at = 0;
    for (int number = 0; number < chosen.size(); number++) {
      starts[number] = at;
      for (int row : chosen.get(number).rows()) {
        rows[at] = examples.rows()[row];
        labels[at] = examples.labels()[row];
        baseline[at] = examples.baseline()[row];
        numbers[at] = number;
        at++;
      }
    }
    starts[chosen.size()] = size;
    return new Sample(
        rows,
        labels,
        baseline,
        numbers,
        starts,
        chosen.stream().mapToLong(Group::from).min().orElse(Long.MAX_VALUE),
        chosen.stream().mapToLong(Group::to).max().orElse(Long.MIN_VALUE));
  }
}
