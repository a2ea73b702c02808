package dev.freshet.features.language;

import dev.freshet.features.definition.ContextField;
import dev.freshet.features.document.Findings;
import dev.freshet.features.document.Item;
import dev.freshet.features.document.Members;
import dev.freshet.features.document.Nothing;
import dev.freshet.features.document.Place;
import dev.freshet.features.language.OnDemandDraft.FeatureDraft;
import dev.freshet.features.type.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the entries under {@code on_demand_feature_views}. */
final class OnDemandReader {

  /** The variable of what requests bring. */
  static final String CONTEXT = "context";

  private final Registry<ViewDraft> views;
  private final Registry<ExternalDraft> externalViews;
  private final Findings findings;
  private final Literals literals;
  private final FeatureNames names;
  private final Map<String, ContextField> contextFields = new HashMap<>();

  OnDemandReader(
      Registry<ViewDraft> views,
      Registry<ExternalDraft> externalViews,
      FeatureNames names,
      Findings findings) {
    this.views = views;
    this.externalViews = externalViews;
    this.findings = findings;
    this.literals = new Literals(findings);
    this.names = names;
  }

  void read(Item item, Registry<OnDemandDraft> onDemandViews) {
    Optional<Members> read = Members.of(item, Language.ON_DEMAND_VIEW, findings);
    if (read.isEmpty()) {
      onDemandViews.lose();
      return;
    }
    Members members = read.get();
    Optional<String> name = members.get("name").flatMap(literals::name);
    FieldsReader context = new FieldsReader(findings);
    Optional<Item> declared = members.get(CONTEXT).filter(found -> !(found instanceof Nothing));
    declared.ifPresent(context::read);
    List<ContextField> fields =
        context.fields().stream().map(f -> new ContextField(f.name(), f.type())).toList();
    fields.forEach(field -> checkType(field, context.places().get(field.name())));
    OnDemandExpressions expressions =
        new OnDemandExpressions(
            Stream.<FeatureGroup>concat(views.all().stream(), externalViews.all().stream())
                .toList(),
            views.isLost() || externalViews.isLost(),
            fields,
            context.lost() || !context.broken().isEmpty(),
            findings);
    Optional<List<Item>> features =
        members.get("features").flatMap(list -> literals.list(list, "a list of features"));
    List<FeatureDraft> drafts = new ArrayList<>();
    features
        .orElse(List.of())
        .forEach(feature -> feature(feature, expressions).ifPresent(drafts::add));
    checkNames(drafts);
    boolean lost =
        features.isEmpty()
            || features.get().size() != drafts.size()
            || drafts.stream().anyMatch(draft -> draft.name().isEmpty());
    OnDemandDraft view = new OnDemandDraft(name.orElse(""), fields, drafts, lost);
    Place place = members.placeOf("name");
    boolean taken = name.filter(known -> isTaken(known, place)).isPresent();
    if (!taken && onDemandViews.add(name, place, view, findings)) {
      name.ifPresent(
          known ->
              drafts.forEach(
                  draft ->
                      draft.name().ifPresent(f -> names.claimColumn(known, f, draft.place()))));
    }
  }

  private boolean isTaken(String name, Place place) {
    return views.isTaken(name, place, findings) || externalViews.isTaken(name, place, findings);
  }

  /** A request brings one value of a name, whichever features it is for. */
  private void checkType(ContextField field, Place place) {
    ContextField first = contextFields.putIfAbsent(field.name(), field);
    if (first != null && !first.equals(field)) {
      findings.report(
          place,
          "context.%s is %s here and %s in another view; requests bring one of that name: give it one type"
              .formatted(field.name(), field.type().text(), first.type().text()));
    }
  }

  private Optional<FeatureDraft> feature(Item item, OnDemandExpressions expressions) {
    return Members.of(item, Language.ON_DEMAND_FEATURE, findings)
        .map(
            members -> {
              Optional<String> name = members.get("name").flatMap(literals::name);
              Optional<ValueType> type = members.get("type").flatMap(literals::type);
              Optional<OnDemandExpressions.Read> value =
                  members.get("value").flatMap(text -> expressions.read(text, type));
              return new FeatureDraft(
                  name,
                  members.placeOf("name"),
                  value.map(OnDemandExpressions.Read::expression),
                  value.map(OnDemandExpressions.Read::operands).orElse(List.of()));
            });
  }

  private void checkNames(List<FeatureDraft> drafts) {
    Map<String, Place> places = new LinkedHashMap<>();
    for (FeatureDraft draft : drafts) {
      draft
          .name()
          .ifPresent(
              name -> {
                Place first = places.putIfAbsent(name, draft.place());
                if (first != null) {
                  findings.report(
                      draft.place(),
                      "there is already a feature \"%s\", in line %d; the names of features differ: rename one"
                          .formatted(name, first.line()));
                }
              });
    }
  }
}
