package dev.freshet.features.language;

import dev.freshet.features.aggregation.Aggregation;
import dev.freshet.features.aggregation.Count;
import dev.freshet.features.aggregation.CountDistinct;
import dev.freshet.features.aggregation.Sum;
import dev.freshet.features.document.Findings;
import dev.freshet.features.document.Item;
import dev.freshet.features.document.Members;
import dev.freshet.features.document.Nearest;
import dev.freshet.features.language.FoldedFeatures.Found;
import dev.freshet.features.type.ListType;
import dev.freshet.features.type.MapType;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Reads the entries under {@code candidates}. */
final class CandidatesReader {

  private final FoldedFeatures features;
  private final Registry<EntityDraft> entities;
  private final JoinKeys joinKeys;
  private final Findings findings;
  private final Literals literals;

  CandidatesReader(
      FoldedFeatures features,
      Registry<EntityDraft> entities,
      JoinKeys joinKeys,
      Findings findings) {
    this.features = features;
    this.entities = entities;
    this.joinKeys = joinKeys;
    this.findings = findings;
    this.literals = new Literals(findings);
  }

  void read(Item item, Registry<CandidatesDraft> candidates) {
    Optional<Members> read = Members.of(item, Language.CANDIDATES, findings);
    if (read.isEmpty()) {
      candidates.lose();
      return;
    }
    Members members = read.get();
    Optional<String> name = members.get("name").flatMap(literals::name);
    Optional<String> of = members.get("of").flatMap(this::joinKey);
    Optional<Found> feature = members.get("feature").flatMap(features::find);
    Optional<Found> seeds = members.get("for").flatMap(features::find);
    boolean lookedUp = members.get("for").isPresent();
    Optional<String> key = lookedUp ? feature.flatMap(this::oneKey) : Optional.empty();
    feature
        .filter(found -> !lookedUp || key.isPresent())
        .ifPresent(found -> checkCandidates(found, of));
    seeds.ifPresent(found -> checkSeeds(found, key));
    candidates.add(
        name,
        members.placeOf("name"),
        new CandidatesDraft(
            name.orElse(""),
            of.orElse(""),
            feature.map(found -> found.text().value()),
            seeds.map(found -> found.text().value())),
        findings);
  }

  private Optional<String> joinKey(Item item) {
    Set<String> keys = new LinkedHashSet<>();
    entities.all().forEach(entity -> entity.joinKeys().forEach(key -> keys.add(key.value())));
    return literals
        .text(item, "a join key")
        .flatMap(
            text ->
                keys.contains(text.value()) || entities.isLost()
                    ? Optional.of(text.value())
                    : literals.refuse(
                        text,
                        "is no join key of an entity" + Nearest.question(text.value(), keys),
                        "name the one whose values the candidates are"));
  }

  private void checkCandidates(Found feature, Optional<String> of) {
    Optional<ValueType> type = feature.type();
    if (type.isPresent() && !areCandidates(type.get())) {
      refuse(
          feature,
          type.get(),
          "candidates are the keys of a map of numbers or a list of string or int64");
    } else if (type.isPresent() && type.get() instanceof ListType) {
      of.ifPresent(key -> checkType(feature, key));
    }
  }

  private static boolean areCandidates(ValueType type) {
    return (type instanceof MapType map && map.value().isNumber())
        || (type instanceof ListType list && isKey(list.element()));
  }

  /**
   * @param key the join key that the values are looked up by
   */
  private void checkSeeds(Found feature, Optional<String> key) {
    Optional<ValueType> type = feature.elementType();
    if (type.isPresent() && !isKey(type.get())) {
      refuse(
          feature,
          feature.type().orElseThrow(),
          "what candidates are looked up for is a string or int64, or a list of them");
    } else if (feature.aggregation().filter(CandidatesReader::isReckoned).isPresent()) {
      literals.refuse(
          feature.text(),
          "is a count or a sum, and no value of a join key",
          "name a feature whose values are, such as the last or the most frequent ones");
    } else if (type.isPresent()) {
      key.ifPresent(known -> checkType(feature, known));
    }
  }

  private static boolean isKey(ValueType type) {
    return type == Scalar.STRING || type == Scalar.INT64;
  }

  /** Whether what it gives is a number that no event had. */
  private static boolean isReckoned(Aggregation aggregation) {
    return aggregation instanceof Count
        || aggregation instanceof CountDistinct
        || aggregation instanceof Sum;
  }

  /** What stands for values of a join key is of its type. */
  private void checkType(Found feature, String key) {
    ValueType type = feature.elementType().orElseThrow();
    joinKeys
        .type(key)
        .filter(wanted -> wanted != type)
        .ifPresent(
            wanted ->
                literals.refuse(
                    feature.text(),
                    "has values of type " + type.text(),
                    "the join key \"%s\" is of type %s: name a feature with such values"
                        .formatted(key, wanted.text())));
  }

  private void refuse(Found feature, ValueType type, String rule) {
    literals.refuse(feature.text(), "is of type " + type.text(), rule);
  }

  /** The join key by which values are looked up: there is one, or it is reported. */
  private Optional<String> oneKey(Found feature) {
    Optional<EntityDraft> entity = feature.view().entity();
    entity
        .filter(known -> known.joinKeys().size() != 1)
        .ifPresent(
            known ->
                literals.refuse(
                    feature.text(),
                    "is of the entity \"%s\", which has %s"
                        .formatted(
                            known.name(),
                            known.joinKeys().isEmpty()
                                ? "no join key"
                                : known.joinKeys().size() + " join keys"),
                    "with for it is looked up by one value: leave for out, or name a feature of an entity with one join key"));
    return entity
        .filter(known -> known.joinKeys().size() == 1)
        .map(known -> known.joinKeys().get(0).value());
  }
}
