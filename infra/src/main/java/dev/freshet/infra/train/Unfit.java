package dev.freshet.infra.train;

import dev.freshet.features.type.Timestamps;
import dev.freshet.infra.train.boost.Objective;
import dev.freshet.infra.train.slice.Sample;
import dev.freshet.infra.train.slice.Slices;
import dev.freshet.pipelines.examples.Examples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Why no model can be trained on some examples, or none be measured. */
final class Unfit {

  /** A slice of fewer rows decides nothing. */
  private static final int FEWEST = 10;

  /** What 2^label still is a sensible gain for. */
  private static final int MOST_RELEVANT = 31;

  private final Task task;
  private final List<String> problems = new ArrayList<>();

  private Unfit(Task task) {
    this.task = task;
  }

  /** What is wrong with the labels. */
  static List<String> labels(Task task, Examples examples) {
    Unfit unfit = new Unfit(task);
    unfit.checkLabels(examples);
    return unfit.problems;
  }

  /** What is wrong with the slices. */
  static List<String> slices(Task task, Examples examples, Slices slices) {
    Unfit unfit = new Unfit(task);
    unfit.checkSizes(examples, slices);
    if (unfit.problems.isEmpty()) {
      unfit.checkVariety("training", slices.train());
      unfit.checkVariety("test", slices.test());
    }
    return unfit.problems;
  }

  private void checkLabels(Examples examples) {
    if (examples.size() == 0) {
      problems.add(
          String.format(
              Locale.ROOT,
              "%s: none of its %,d rows can be used: %,d have no label, %,d no group",
              task.subject().trainingSet(),
              examples.counts().read(),
              examples.counts().unlabelled(),
              examples.counts().ungrouped()));
      return;
    }
    Objective objective = task.settings().objective();
    for (float label : examples.labels()) {
      if (objective == Objective.BINARY && label != 0 && label != 1) {
        refuse(label, "a label of --objective binary is 0 or 1, or true or false");
        return;
      } else if (objective == Objective.RANKING
          && (label < 0 || label > MOST_RELEVANT || label != Math.rint(label))) {
        refuse(
            label,
            "a label of --objective ranking says how relevant a row is: a whole number from 0 to "
                + MOST_RELEVANT);
        return;
      }
    }
  }

  private void refuse(float label, String rule) {
    problems.add(
        "%s: there is a %s \"%s\"; %s"
            .formatted(task.subject().trainingSet(), task.subject().label(), number(label), rule));
  }

  /** As a person would write it. */
  private static String number(float label) {
    return label == Math.rint(label) ? String.format(Locale.ROOT, "%.0f", label) : "" + label;
  }

  private void checkSizes(Examples examples, Slices slices) {
    Map<String, Sample> named = new LinkedHashMap<>();
    named.put("training", slices.train());
    named.put("early-stopping", slices.early());
    named.put("test", slices.test());
    List<String> small = new ArrayList<>();
    named.forEach(
        (name, sample) -> {
          if (sample.size() < FEWEST) {
            small.add("the %s slice has %d rows".formatted(name, sample.size()));
          }
        });
    if (!small.isEmpty()) {
      long first = Arrays.stream(examples.instants()).min().orElseThrow();
      long last = Arrays.stream(examples.instants()).max().orElseThrow();
      problems.add(
          String.format(
              Locale.ROOT,
              "%s: %s, and a slice needs %d: the %,d usable rows are from %s to %s, the early-stopping slice is from %s and the test slice from %s, and %,d rows %s",
              task.subject().trainingSet(),
              String.join(", ", small),
              FEWEST,
              examples.size(),
              Timestamps.format(first),
              Timestamps.format(last),
              Timestamps.format(slices.earlyFrom()),
              Timestamps.format(slices.testFrom()),
              slices.leftOut(),
              task.subject().group().isEmpty()
                  ? "fall into the gaps; choose another --after, a shorter --horizon, or more rows"
                  : "fall into the gaps or are of groups that a border cuts; choose another --after, a shorter --horizon, a --group whose rows are near in time, or more rows"));
    }
  }

  private void checkVariety(String name, Sample sample) {
    if (sample.isOfOneLabel()) {
      problems.add(
          "%s: every %s of the %s slice is %s: there is nothing to tell apart; choose another --after, a --label of which rows differ, or more rows"
              .formatted(
                  task.subject().trainingSet(),
                  task.subject().label(),
                  name,
                  number(sample.labels()[0])));
    } else if (task.settings().objective() == Objective.RANKING && sample.isInOrderAnyway()) {
      problems.add(
          "%s: no %s of the %s slice has rows whose %s differs: there is nothing to order; name a --group of rows to choose from, such as those that one request ranked"
              .formatted(
                  task.subject().trainingSet(),
                  task.subject().group().orElse("group"),
                  name,
                  task.subject().label()));
    }
  }
}
