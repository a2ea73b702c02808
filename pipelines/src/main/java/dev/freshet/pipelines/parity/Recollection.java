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

  /** What was asked of the entity, and served. */
  record Asked(
      Map<AggregatedFeature, Object> served, Set<AggregatedFeature> wanted, long instant) {}

  /**
   * What the events of a version give.
   *
   * @param version empty where there was no row: no event then
   * @return empty if the archive does not have that many events of the version's lineage
   */
  Optional<KnownThen> of(Optional<RowVersion> version, Asked asked) {
    if (version.isEmpty()) {
      return Optional.of(known(List.of(), asked));
    }
    List<Folded> lineage =
        history.stream()
            .filter(folded -> folded.arrival().lineage() == version.get().lineage())
            .toList();
    long count = version.get().folded();
    if (lineage.size() < count) {
      return Optional.empty();
    }
    KnownThen committed = known(lineage.subList(0, (int) count), asked);
    if (committed.whole()) {
      return Optional.of(committed);
    }
    return Optional.of(undone(lineage, version.get(), asked).orElse(committed));
  }

  private KnownThen known(List<Folded> events, Asked asked) {
    EntityState state = fold.create();
    events.forEach(folded -> take(state, folded, asked));
    return read(state, events, asked);
  }

  /** The clock goes with the events, as far as to the instant asked for. */
  private void take(EntityState state, Folded folded, Asked asked) {
    long now = Math.min(folded.event().timestamp() + 1, asked.instant());
    fold.fold(state, folded.source(), folded.event(), now, FoldMeter.NONE);
  }

  private KnownThen read(EntityState state, List<Folded> events, Asked asked) {
    Map<AggregatedFeature, Object> values = new HashMap<>();
    for (AggregatedFeature feature : asked.wanted()) {
      values.put(feature, fold.value(state, feature, asked.instant()));
    }
    boolean whole =
        asked.served().entrySet().stream()
            .allMatch(
                served ->
                    evidence.of(
                            served.getKey(),
                            served.getValue(),
                            values.get(served.getKey()),
                            events,
                            asked.instant())
                        != Evidence.Verdict.OTHER);
    return new KnownThen(values, events, unknown(events, asked.instant()), whole);
  }

  private OptionalLong unknown(List<Folded> events, long instant) {
    Set<Folded> known = Collections.newSetFromMap(new IdentityHashMap<>());
    known.addAll(events);
    return history.stream()
        .filter(folded -> !known.contains(folded) && folded.event().timestamp() < instant)
        .mapToLong(Folded::appended)
        .min();
  }

  /** Looks for events that were folded and undone, and of which a row tells. */
  private Optional<KnownThen> undone(List<Folded> lineage, RowVersion version, Asked asked) {
    int count = (int) version.folded();
    int kept = 0;
    while (kept < count && lineage.get(kept).arrival().deployment() <= version.deployment()) {
      kept++;
    }
    if (kept == count) {
      kept = Math.max(0, count - EVENTS_UNDONE);
    }
    EntityState base = fold.create();
    lineage.subList(0, kept).forEach(folded -> take(base, folded, asked));
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
    return new Search(
            fold.write(base), lineage.subList(0, kept), List.copyOf(partitions.values()), asked)
        .find(count - kept);
  }

  /** A search among the choices of so many first records of each partition. */
  private final class Search {

    private final byte[] base;
    private final List<Folded> kept;
    private final List<List<Folded>> partitions;
    private final Asked asked;
    private final Set<List<Integer>> tried = new HashSet<>();

    Search(byte[] base, List<Folded> kept, List<List<Folded>> partitions, Asked asked) {
      this.base = base;
      this.kept = kept;
      this.partitions = partitions;
      this.asked = asked;
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
          take(state, folded, asked);
          events.add(folded);
        }
      }
      return Optional.of(read(state, events, asked)).filter(KnownThen::whole);
    }
  }
}
