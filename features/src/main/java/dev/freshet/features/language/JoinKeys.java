package dev.freshet.features.language;

import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.Source;
import dev.freshet.features.document.Findings;
import dev.freshet.features.document.Nearest;
import dev.freshet.features.document.Place;
import dev.freshet.features.document.Text;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the types of join keys: fields of the sources of the entities' views. */
final class JoinKeys {

  private final List<SourceDraft> sources;
  private final List<ViewDraft> views;
  private final boolean sourcesLost;
  private final Findings findings;
  private final Map<String, Typed> types = new HashMap<>();
  private final Set<Reported> reported = new HashSet<>();

  /**
   * @param sourcesLost whether there may be sources that cannot be read
   */
  JoinKeys(
      List<SourceDraft> sources, List<ViewDraft> views, boolean sourcesLost, Findings findings) {
    this.sources = sources;
    this.views = views;
    this.sourcesLost = sourcesLost;
    this.findings = findings;
  }

  /** The entity with its join keys' types; types that are not known are reported. */
  Entity type(EntityDraft entity) {
    List<ViewDraft> own =
        views.stream().filter(view -> view.entity().filter(entity::equals).isPresent()).toList();
    return new Entity(
        entity.name(), entity.joinKeys().stream().map(key -> type(key, entity, own)).toList());
  }

  private Entity.JoinKey type(Text key, EntityDraft entity, List<ViewDraft> own) {
    Set<SourceDraft> asked = new LinkedHashSet<>();
    own.forEach(view -> view.source().ifPresent(asked::add));
    if (asked.isEmpty()) {
      sources.stream().filter(source -> source.declares(key.value())).forEach(asked::add);
    }
    if (sources.stream().noneMatch(source -> source.declares(key.value()))) {
      reportUndeclared(key, asked);
    } else {
      own.forEach(
          view -> view.source().ifPresent(source -> checkDeclared(key, entity, view, source)));
      asked.forEach(source -> checkType(key, source));
    }
    Typed typed = types.get(key.value());
    return new Entity.JoinKey(key.value(), typed == null ? Scalar.STRING : typed.type());
  }

  private void reportUndeclared(Text key, Set<SourceDraft> asked) {
    Collection<SourceDraft> candidates = asked.isEmpty() ? sources : asked;
    boolean obscure =
        candidates.stream().anyMatch(SourceDraft::lost) || (asked.isEmpty() && sourcesLost);
    boolean known = !asked.isEmpty() && asked.stream().allMatch(s -> isReported(key, s));
    if (obscure || known) {
      return;
    }
    asked.forEach(source -> report(key, source));
    Set<String> fields = new LinkedHashSet<>();
    candidates.forEach(source -> fields.addAll(source.source().schema().keySet()));
    String where =
        asked.isEmpty()
            ? "any source"
            : "the source " + String.join(", ", asked.stream().map(SourceDraft::name).toList());
    Object among = candidates.isEmpty() ? "sources" : candidates.iterator().next().place();
    findings.reportOnce(
        new Missing(among, key.value()),
        key.place(),
        "the join key %s is no field of %s; declare it there%s"
            .formatted(key.shown(), where, Nearest.hint(key.value(), fields)));
  }

  private void checkDeclared(Text key, EntityDraft entity, ViewDraft view, SourceDraft source) {
    if (!source.declares(key.value()) && !source.lost() && !isReported(key, source)) {
      report(key, source);
      findings.reportOnce(
          new Missing(source.place(), key.value()),
          view.sourcePlace(),
          undeclared(key, entity, source.source()));
    }
  }

  private static String undeclared(Text key, EntityDraft entity, Source source) {
    Set<String> fields = source.schema().keySet();
    return source.pairs().isPresent()
        ? "the events of the pairs \"%s\" have no field %s, by which they would belong to the entity \"%s\"; they have %s: name an entity with one of these as its join key"
            .formatted(source.name(), key.shown(), entity.name(), String.join(" and ", fields))
        : "the source \"%s\" has no field %s, by which its events belong to the entity \"%s\"; declare it%s"
            .formatted(
                source.name(), key.shown(), entity.name(), Nearest.hint(key.value(), fields));
  }

  /** The type of a join key, as far as it is known. */
  Optional<Scalar> type(String joinKey) {
    return Optional.ofNullable(types.get(joinKey)).map(Typed::type);
  }

  private void checkType(Text key, SourceDraft source) {
    Optional<ValueType> type = source.type(key.value());
    if (type.isEmpty() || isReported(key, source)) {
      return;
    }
    Place field = source.fieldPlaces().getOrDefault(key.value(), source.place());
    if (type.get() != Scalar.STRING && type.get() != Scalar.INT64) {
      report(key, source);
      findings.reportOnce(
          new Unkeyable(source.place(), key.value()),
          key.place(),
          "the join key %s is of type %s (%s); join keys are string or int64: declare it so, or name another field"
              .formatted(key.shown(), type.get().text(), field.fileAndLine()));
      return;
    }
    Typed typed = types.computeIfAbsent(key.value(), k -> new Typed((Scalar) type.get(), field));
    if (typed.type() != type.get()) {
      report(key, source);
      findings.report(
          field,
          "%s is a join key and of type %s here, but %s at %s; a join key has one type in all sources"
              .formatted(
                  key.shown(),
                  type.get().text(),
                  typed.type().text(),
                  typed.place().fileAndLine()));
    }
  }

  private boolean isReported(Text key, SourceDraft source) {
    return reported.contains(new Reported(key.value(), source.place()));
  }

  private void report(Text key, SourceDraft source) {
    reported.add(new Reported(key.value(), source.place()));
  }

  /** The type of a join key, and the first field that has it. */
  private record Typed(Scalar type, Place place) {}

  /** A join key's field in a source is reported once, however many entities and views ask. */
  private record Reported(String joinKey, Place source) {}
}
