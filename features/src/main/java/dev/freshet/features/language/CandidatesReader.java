package dev.freshet.features.language;

import dev.freshet.features.document.Findings;
import dev.freshet.features.document.Item;
import dev.freshet.features.document.Members;
import dev.freshet.features.document.Nearest;
import dev.freshet.features.document.Text;
import dev.freshet.features.type.ListType;
import dev.freshet.features.type.MapType;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Reads the entries under {@code candidates}. */
final class CandidatesReader {

  private static final String WANTED = "a feature, view:feature";

  private final Registry<ViewDraft> views;
  private final Registry<EntityDraft> entities;
  private final Findings findings;
  private final Literals literals;

  CandidatesReader(Registry<ViewDraft> views, Registry<EntityDraft> entities, Findings findings) {
    this.views = views;
    this.entities = entities;
    this.findings = findings;
    this.literals = new Literals(findings);
  }

  /** A feature that was named. */
  private record Named(Text text, ViewDraft view, Optional<ValueType> type) {}

  void read(Item item, Registry<CandidatesDraft> candidates) {
    Optional<Members> read = Members.of(item, Language.CANDIDATES, findings);
    if (read.isEmpty()) {
      candidates.lose();
      return;
    }
    Members members = read.get();
    Optional<String> name = members.get("name").flatMap(literals::name);
    Optional<String> of = members.get("of").flatMap(this::joinKey);
    Optional<Named> feature = members.get("feature").flatMap(this::feature);
    Optional<Named> seeds = members.get("for").flatMap(this::feature);
    feature.ifPresent(this::checkCandidates);
    seeds.ifPresent(this::checkSeeds);
    if (members.get("for").isPresent()) {
      feature.ifPresent(this::checkOneKey);
    }
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

  private Optional<Named> feature(Item item) {
    return literals.text(item, WANTED).flatMap(this::feature);
  }

  private Optional<Named> feature(Text text) {
    String[] parts = text.value().split(":", 2);
    if (parts.length < 2) {
      return literals.refuse(text, "is not the full name of a feature", "write view:feature");
    }
    Optional<ViewDraft> view = views.find(parts[0], text, findings);
    if (view.isEmpty()) {
      return Optional.empty();
    }
    if (!view.get().featureNames().contains(parts[1])) {
      if (!view.get().mayYield(parts[1])) {
        findings.reportOnce(
            new Missing(view.get().name(), parts[1]),
            text.place(),
            "%s names no feature of the view \"%s\"; %s"
                .formatted(
                    text.shown(), view.get().name(), ServiceReader.hint(view.get(), parts[1])));
      }
      return Optional.empty();
    }
    return Optional.of(
        new Named(text, view.get(), Optional.ofNullable(view.get().types().get(parts[1]))));
  }

  private void checkCandidates(Named feature) {
    feature
        .type()
        .filter(type -> !isCandidates(type))
        .ifPresent(
            type ->
                literals.refuse(
                    feature.text(),
                    "is of type " + type.text(),
                    "candidates are the keys of a map of numbers or a list of string or int64"));
  }

  private static boolean isCandidates(ValueType type) {
    return (type instanceof MapType map && map.value().isNumber())
        || (type instanceof ListType list && isKey(list.element()));
  }

  private void checkSeeds(Named feature) {
    feature
        .type()
        .filter(type -> !isKey(type) && !(type instanceof ListType list && isKey(list.element())))
        .ifPresent(
            type ->
                literals.refuse(
                    feature.text(),
                    "is of type " + type.text(),
                    "what candidates are looked up for is a string or int64, or a list of them"));
  }

  private static boolean isKey(ValueType type) {
    return type == Scalar.STRING || type == Scalar.INT64;
  }

  /** Where values say which entities are meant, these have one join key. */
  private void checkOneKey(Named feature) {
    feature
        .view()
        .entity()
        .filter(entity -> entity.joinKeys().size() != 1)
        .ifPresent(
            entity ->
                literals.refuse(
                    feature.text(),
                    "is of the entity \"%s\", which has %s"
                        .formatted(
                            entity.name(),
                            entity.joinKeys().isEmpty()
                                ? "no join key"
                                : entity.joinKeys().size() + " join keys"),
                    "with for it is looked up by one value: leave for out, or name a feature of an entity with one join key"));
  }
}
