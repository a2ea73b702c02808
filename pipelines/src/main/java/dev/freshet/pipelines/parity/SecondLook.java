package dev.freshet.pipelines.parity;

import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.Feature;
import dev.freshet.features.fold.EntityFold;
import dev.freshet.pipelines.json.TypedValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What becomes of differences once the archive is asked which events the rows knew that were read.
 */
final class SecondLook {

  private final Terms terms;
  private final Histories histories;
  private final Evidence evidence;

  SecondLook(Terms terms, Histories histories) {
    this.terms = terms;
    this.histories = histories;
    this.evidence = new Evidence(terms.repository());
  }

  /** Hears what becomes of each difference. */
  interface Judgements {
    void judged(DifferingRow row, Difference difference, Judgement judgement);
  }

  /** Judges all differences of some rows, in their order. */
  void judge(List<DifferingRow> rows, Judgements judgements) throws IOException {
    List<Map<Entity, Optional<KnownThen>>> known = new ArrayList<>();
    rows.forEach(row -> known.add(new HashMap<>()));
    Map<Entity, Map<String, List<Integer>>> asked = asked(rows);
    Map<Entity, Set<String>> keys = new HashMap<>();
    asked.forEach((entity, byKey) -> keys.put(entity, byKey.keySet()));
    Histories.Known archived = histories.of(keys);
    asked.forEach((entity, byKey) -> remember(entity, byKey, archived, rows, known));
    for (int i = 0; i < rows.size(); i++) {
      for (Difference difference : rows.get(i).differences()) {
        judgements.judged(rows.get(i), difference, judge(rows.get(i), difference, known.get(i)));
      }
    }
  }

  /** Which rows differ in what of which entity, and of which key. */
  private Map<Entity, Map<String, List<Integer>>> asked(List<DifferingRow> rows) {
    Map<Entity, Map<String, List<Integer>>> asked = new LinkedHashMap<>();
    for (Entity entity : terms.repository().entities()) {
      for (int i = 0; i < rows.size(); i++) {
        if (differsIn(entity, rows.get(i))) {
          asked
              .computeIfAbsent(entity, unused -> new LinkedHashMap<>())
              .computeIfAbsent(
                  rows.get(i).row().key(entity).orElse(""), unused -> new ArrayList<>())
              .add(i);
        }
      }
    }
    return asked;
  }

  private void remember(
      Entity entity,
      Map<String, List<Integer>> byKey,
      Histories.Known archived,
      List<DifferingRow> rows,
      List<Map<Entity, Optional<KnownThen>>> known) {
    EntityFold fold = EntityFold.of(terms.repository(), entity);
    byKey.forEach(
        (key, places) -> {
          List<Optional<KnownThen>> found =
              new Recollection(fold, evidence, archived.of(entity, key))
                  .of(places.stream().map(i -> question(entity, rows.get(i).row())).toList());
          for (int i = 0; i < places.size(); i++) {
            known.get(places.get(i)).put(entity, found.get(i));
          }
        });
  }

  private boolean differsIn(Entity entity, DifferingRow row) {
    return row.differences().stream()
        .flatMap(difference -> difference.feature().aggregated().stream())
        .anyMatch(feature -> terms.entity(feature).equals(entity));
  }

  private Recollection.Question question(Entity entity, ServedRow row) {
    Set<AggregatedFeature> wanted = new LinkedHashSet<>();
    for (AggregatedFeature feature : terms.aggregated(row)) {
      if (terms.entity(feature).equals(entity)) {
        wanted.add(feature);
      }
    }
    Map<AggregatedFeature, Object> served = new HashMap<>();
    for (int i = 0; i < row.features().size(); i++) {
      if (terms.has(row.features().get(i))
          && terms.feature(row.features().get(i)) instanceof AggregatedFeature feature
          && wanted.contains(feature)
          && !row.isBeyondHorizon(i, entity)) {
        served.put(feature, TypedValue.of(feature.type(), row.values().get(i)));
      }
    }
    return new Recollection.Question(row.version(entity), served, wanted, row.instant(entity));
  }

  private Judgement judge(
      DifferingRow differing, Difference difference, Map<Entity, Optional<KnownThen>> known) {
    ServedRow row = differing.row();
    Feature feature = difference.feature();
    for (AggregatedFeature operand : feature.aggregated()) {
      if (differing.outdated().contains(terms.entity(operand))) {
        return Judgement.unexplained();
      }
      if (known.get(terms.entity(operand)).isEmpty()) {
        return Judgement.unknown();
      }
    }
    Optional<Long> behind = behind(row, feature, known);
    if (!(feature instanceof AggregatedFeature aggregated)) {
      Object then =
          terms.value(
              feature,
              row,
              operand -> known.get(terms.entity(operand)).orElseThrow().values().get(operand));
      boolean same = Likeness.same(difference.served(), then);
      return Judgement.of(same ? Evidence.Verdict.SAME : Evidence.Verdict.OTHER, behind, feature);
    }
    Entity entity = terms.entity(aggregated);
    KnownThen then = known.get(entity).orElseThrow();
    Evidence.Verdict verdict =
        evidence.of(
            aggregated,
            difference.served(),
            then.values().get(aggregated),
            then.events(),
            row.instant(entity));
    Evidence.Verdict offline =
        evidence.of(
            aggregated,
            difference.served(),
            difference.offline(),
            then.events(),
            row.instant(entity));
    return behind.isEmpty() && offline != Evidence.Verdict.SAME && !isApproximate(feature)
        ? Judgement.of(Evidence.Verdict.OTHER, behind, feature)
        : Judgement.of(verdict, behind, feature);
  }

  /** Whether a sketch may be behind a value. */
  static boolean isApproximate(Feature feature) {
    return feature.aggregated().stream()
        .anyMatch(aggregated -> aggregated.definition().aggregation().approximate());
  }

  /**
   * How long before the answer, in milliseconds, the first event was appended that the row did not
   * know; empty if it knew all.
   */
  private Optional<Long> behind(
      ServedRow row, Feature feature, Map<Entity, Optional<KnownThen>> known) {
    return feature.aggregated().stream()
        .map(operand -> known.get(terms.entity(operand)).orElseThrow().unknown())
        .flatMapToLong(OptionalLong::stream)
        .boxed()
        .min(Long::compare)
        .map(first -> Math.max(0, row.asOf() - first));
  }
}
