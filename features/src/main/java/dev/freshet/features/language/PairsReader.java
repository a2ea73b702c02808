package dev.freshet.features.language;

import dev.freshet.features.definition.Pairs;
import dev.freshet.features.definition.Source;
import dev.freshet.features.document.Findings;
import dev.freshet.features.document.Item;
import dev.freshet.features.document.Members;
import dev.freshet.features.document.Nearest;
import dev.freshet.features.document.Place;
import dev.freshet.features.document.Text;
import dev.freshet.features.expression.Expression;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the entries under {@code pairs}, each of which is a source to those who name it. */
final class PairsReader {

  static final int K = 20;
  static final int GREATEST_K = 100;

  private static final Source.Field UNKNOWN = FieldsReader.unknown();

  private final Registry<SourceDraft> sources;
  private final Findings findings;
  private final Literals literals;

  PairsReader(Registry<SourceDraft> sources, Findings findings) {
    this.sources = sources;
    this.findings = findings;
    this.literals = new Literals(findings);
  }

  void read(Item item) {
    Optional<Members> read = Members.of(item, Language.PAIRS, findings);
    if (read.isEmpty()) {
      sources.lose();
      return;
    }
    Members members = read.get();
    Optional<String> name = members.get("name").flatMap(literals::name);
    Optional<Text> reference =
        members.get("source").flatMap(text -> literals.text(text, "the name of a source"));
    Optional<SourceDraft> source =
        reference
            .flatMap(text -> sources.find(text, findings))
            .filter(found -> isRecorded(found, reference.get()));
    Optional<Expression> where =
        members.get("where").flatMap(new ExpressionReader(source, findings)::where);
    Optional<Source.Field> by = field("by", members, source);
    Optional<Source.Field> of = field("of", members, source);
    boolean same = by.isPresent() && by.equals(of);
    if (same) {
      members
          .get("of")
          .ifPresent(
              value ->
                  literals.refuse(
                      value,
                      "is what the events have in common",
                      "name the field whose values are paired, such as item_id"));
    }
    Optional<Duration> within = members.get("within").flatMap(literals::duration);
    int k = members.get("k").flatMap(n -> literals.integer(n, 1, GREATEST_K)).orElse(K);
    Place place = members.placeOf("name");
    SourceDraft draft =
        source.isPresent() && of.isPresent() && !same
            ? draft(
                place,
                members.placeOf("of"),
                new Pairs(
                        source.get().source(),
                        where,
                        by.orElse(UNKNOWN),
                        of.get(),
                        within.orElse(Duration.ZERO),
                        k)
                    .asSource(name.orElse("")))
            : lost(place, name.orElse(""));
    sources.add(name, place, draft, findings);
  }

  private boolean isRecorded(SourceDraft source, Text reference) {
    if (source.source().pairs().isPresent()) {
      literals.refuse(reference, "is pairs itself", "pairs are made of the events of a source");
    }
    return source.source().pairs().isEmpty();
  }

  private Optional<Source.Field> field(String key, Members members, Optional<SourceDraft> source) {
    Optional<Text> name = members.get(key).flatMap(text -> literals.text(text, "a field"));
    if (name.isEmpty() || source.isEmpty()) {
      return Optional.empty();
    }
    SourceDraft known = source.get();
    Optional<ValueType> type = known.type(name.get().value());
    if (type.isEmpty() && !known.declares(name.get().value()) && !known.lost()) {
      findings.reportOnce(
          new Missing(known.place(), name.get().value()),
          name.get().place(),
          "the source \"%s\" has no field %s; declare it, or name another%s"
              .formatted(
                  known.name(),
                  name.get().shown(),
                  Nearest.hint(name.get().value(), known.source().schema().keySet())));
    }
    return type.filter(found -> isKey(found, name.get(), known))
        .flatMap(found -> known.source().slot(name.get().value()))
        .map(slot -> known.source().fields().get(slot));
  }

  private boolean isKey(ValueType type, Text name, SourceDraft source) {
    boolean key = type == Scalar.STRING || type == Scalar.INT64;
    if (!key) {
      findings.reportOnce(
          new Unkeyable(source.place(), name.value()),
          name.place(),
          "%s is of type %s (%s); name a field of type string or int64, or declare it so"
              .formatted(
                  name.shown(),
                  type.text(),
                  source.fieldPlaces().getOrDefault(name.value(), source.place()).fileAndLine()));
    }
    return key;
  }

  private static SourceDraft draft(Place place, Place of, Source source) {
    Map<String, Place> places = new LinkedHashMap<>();
    source.fields().forEach(field -> places.put(field.name(), of));
    return new SourceDraft(place, source, places, Set.of(), false);
  }

  /** Something in place of pairs of which nothing is known. */
  private static SourceDraft lost(Place place, String name) {
    Source none =
        new Pairs(
                new Source(
                    "",
                    "",
                    Optional.empty(),
                    SourceReader.UNKNOWN_TIME,
                    Optional.empty(),
                    List.of(),
                    Duration.ZERO,
                    Duration.ZERO,
                    Optional.empty()),
                Optional.empty(),
                UNKNOWN,
                UNKNOWN,
                Duration.ZERO,
                K)
            .asSource(name);
    return new SourceDraft(place, none, Map.of(), Set.of(), true);
  }
}
