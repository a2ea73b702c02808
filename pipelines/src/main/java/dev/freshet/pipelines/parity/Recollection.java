package dev.freshet.pipelines.parity;

import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.fold.EntityFold;
import dev.freshet.features.fold.EntityState;
import dev.freshet.features.fold.FoldMeter;
import dev.freshet.features.row.RowVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one entity had folded when a version of its row was written.
 *
 * <p>An archive holds what became of events for good. Where a job died and went on from a
 * checkpoint, it had folded more events before it died than the checkpoint knew, perhaps in another
 * order than afterwards, and may have written rows of them. Of each partition it had read some of
 * the records that come next: all such choices of the right number are tried.
 */
final class Recollection {

  /** How many choices of events are tried for one row. */
  private static final int MOST_CHOICES = 20_000;

  /** How many events back a checkpoint is looked for where no later deployment tells of it. */
  private static final int EVENTS_UNDONE = 48;

  private final EntityFold fold;
  private final Evidence evidence;
  private final List<Folded> history;

  Recollection(EntityFold fold, Evidence evidence, List<Folded> history) {
    this.fold = fold;
    this.evidence = evidence;
    this.history = history;
  }

  /**
   * What was asked of the entity, and served.
   *
   * @param version of the row that was read; empty where there was none
   * @param served values by feature
   * @param wanted features, among them those served
   */
  record Question(
      Optional<RowVersion> version,
      Map<AggregatedFeature, Object> served,
      Set<AggregatedFeature> wanted,
      long instant) {

    long folded() {
      return version.map(RowVersion::folded).orElse(0L);
    }
  }

  /**
   * What the events of versions give, for each question in turn.
   *
   * @return empty where the archive does not have that many events of the version's lineage
   */
  List<Optional<KnownThen>> of(List<Question> questions) {
    List<Optional<KnownThen>> known =
        new ArrayList<>(Collections.nCopies(questions.size(), Optional.empty()));
    Map<Optional<Long>, List<Integer>> byLineage = new LinkedHashMap<>();
    for (int i = 0; i < questions.size(); i++) {
      byLineage
          .computeIfAbsent(
              questions.get(i).version().map(RowVersion::lineage), unused -> new ArrayList<>())
          .add(i);
    }
    byLineage.forEach((lineage, places) -> remember(lineage, places, questions, known));
    return known;
  }

  /** Asks of the latest age of a lineage first, and of those before it what is not clear then. */
  private void remember(
      Optional<Long> lineage,
      List<Integer> places,
      List<Question> questions,
      List<Optional<KnownThen>> known) {
    List<Folded> events =
        history.stream()
            .filter(folded -> lineage.equals(Optional.of(folded.arrival().lineage())))
            .toList();
    List<Integer> unclear = new ArrayList<>(places);
    for (List<Folded> age : ages(events)) {
      remember(age, lineage.isEmpty() ? history : age, unclear, questions, known);
      unclear.removeIf(place -> known.get(place).filter(KnownThen::whole).isPresent());
    }
  }

  /** An entity counts from one again once all of its state had expired. */
  private static List<List<Folded>> ages(List<Folded> events) {
    List<List<Folded>> ages = new ArrayList<>();
    Map<Long, Integer> seen = new HashMap<>();
    events.stream()
        .sorted(Comparator.comparingLong(Folded::appended))
        .forEach(
            folded -> {
              int age = seen.merge(folded.arrival().folded(), 1, Integer::sum);
              if (age > ages.size()) {
                ages.add(0, new ArrayList<>());
              }
              ages.get(ages.size() - age).add(folded);
            });
    ages.forEach(age -> age.sort(Comparator.comparingLong(folded -> folded.arrival().folded())));
    return ages.isEmpty() ? List.of(List.of()) : ages;
  }

  /** Folds each event once: the questions are taken in the order of how much was folded. */
  private void remember(
      List<Folded> age,
      List<Folded> all,
      List<Integer> places,
      List<Question> questions,
      List<Optional<KnownThen>> known) {
    places.sort(Comparator.comparingLong(place -> questions.get(place).folded()));
    long[] earliest = new long[places.size() + 1];
    earliest[places.size()] = Long.MAX_VALUE;
    for (int i = places.size() - 1; i >= 0; i--) {
      earliest[i] = Math.min(earliest[i + 1], questions.get(places.get(i)).instant());
    }
    EntityState state = fold.create();
    int taken = 0;
    for (int i = 0; i < places.size(); i++) {
      Question question = questions.get(places.get(i));
      if (question.folded() <= age.size()) {
        while (taken < question.folded()) {
          take(state, age.get(taken++), earliest[i]);
        }
        KnownThen committed =
            read(fold.read(fold.write(state)), age.subList(0, taken), all, question);
        known.set(
            places.get(i),
            Optional.of(
                committed.whole() || question.version().isEmpty()
                    ? committed
                    : undone(age, question).orElse(committed)));
      }
    }
  }

  /** The clock goes with the events, as far as to the earliest instant asked for. */
  private void take(EntityState state, Folded folded, long earliest) {
    long now = Math.min(folded.event().timestamp() + 1, earliest);
    fold.fold(state, folded.source(), folded.event(), now, FoldMeter.NONE);
  }

  private KnownThen read(
      EntityState state, List<Folded> events, List<Folded> all, Question question) {
    Map<AggregatedFeature, Object> values = new HashMap<>();
    for (AggregatedFeature feature : question.wanted()) {
      values.put(feature, fold.value(state, feature, question.instant()));
    }
    boolean whole =
        question.served().entrySet().stream()
            .allMatch(
                served ->
                    evidence.of(
                            served.getKey(),
                            served.getValue(),
                            values.get(served.getKey()),
                            events,
                            question.instant())
                        != Evidence.Verdict.OTHER);
    return new KnownThen(values, events, unknown(events, all, question.instant()), whole);
  }

  /** Events are known in the order of arrival, but for some that were undone. */
  private static OptionalLong unknown(List<Folded> events, List<Folded> all, long instant) {
    Set<Folded> last = Collections.newSetFromMap(new IdentityHashMap<>());
    last.addAll(events.subList(Math.max(0, events.size() - EVENTS_UNDONE), events.size()));
    return all.stream()
        .skip(Math.max(0, events.size() - EVENTS_UNDONE))
        .filter(folded -> !last.contains(folded) && folded.event().timestamp() < instant)
        .mapToLong(Folded::appended)
        .findFirst();
  }

  /** Looks for events that were folded and undone, and of which a row tells. */
  private Optional<KnownThen> undone(List<Folded> lineage, Question question) {
    RowVersion version = question.version().orElseThrow();
    int count = (int) version.folded();
    int kept = 0;
    while (kept < count && lineage.get(kept).arrival().deployment() <= version.deployment()) {
      kept++;
    }
    if (kept == count) {
      kept = Math.max(0, count - EVENTS_UNDONE);
    }
    EntityState base = fold.create();
    lineage.subList(0, kept).forEach(folded -> take(base, folded, question.instant()));
    Map<String, List<Folded>> partitions = new TreeMap<>();
    for (Folded folded : lineage.subList(kept, lineage.size())) {
      partitions
          .computeIfAbsent(
              folded.arrival().topic() + " " + folded.arrival().partition(),
              unused -> new ArrayList<>())
          .add(folded);
    }
    partitions
        .values()
        .forEach(
            records -> records.sort(Comparator.comparingLong(folded -> folded.arrival().offset())));
    return new Search(fold.write(base), lineage, kept, List.copyOf(partitions.values()), question)
        .find(count - kept);
  }

  /** A search among the choices of so many first records of each partition. */
  private final class Search {

    private final byte[] base;
    private final List<Folded> lineage;
    private final List<Folded> kept;
    private final List<List<Folded>> partitions;
    private final Question question;
    private final Set<List<Integer>> tried = new HashSet<>();

    Search(
        byte[] base,
        List<Folded> lineage,
        int kept,
        List<List<Folded>> partitions,
        Question question) {
      this.base = base;
      this.lineage = lineage;
      this.kept = lineage.subList(0, kept);
      this.partitions = partitions;
      this.question = question;
    }

    Optional<KnownThen> find(int more) {
      return find(new Integer[partitions.size()], 0, more);
    }

    private Optional<KnownThen> find(Integer[] chosen, int partition, int more) {
      if (partition == partitions.size()) {
        return more == 0 ? attempt(chosen) : Optional.empty();
      }
      boolean last = partition == partitions.size() - 1;
      int most = Math.min(more, partitions.get(partition).size());
      for (int count = last ? more : 0; count <= most && tried.size() < MOST_CHOICES; count++) {
        chosen[partition] = count;
        Optional<KnownThen> found = find(chosen, partition + 1, more - count);
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    }

    private Optional<KnownThen> attempt(Integer[] chosen) {
      tried.add(Arrays.asList(chosen.clone()));
      EntityState state = fold.read(base);
      List<Folded> events = new ArrayList<>(kept);
      for (int i = 0; i < chosen.length; i++) {
        for (Folded folded : partitions.get(i).subList(0, chosen[i])) {
          take(state, folded, question.instant());
          events.add(folded);
        }
      }
      return Optional.of(read(state, events, lineage, question)).filter(KnownThen::whole);
    }
  }
}
