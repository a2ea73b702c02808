package dev.freshet.features.language;

import dev.freshet.features.aggregation.Aggregation;
import dev.freshet.features.definition.FeatureDefinition;
import dev.freshet.features.document.Findings;
import dev.freshet.features.document.Item;
import dev.freshet.features.document.Text;
import dev.freshet.features.type.ListType;
import dev.freshet.features.type.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds features that are folded from events, and so are in rows, by their full names. */
final class FoldedFeatures {

  private final Registry<ViewDraft> views;
  private final Map<String, Registry<? extends FeatureGroup>> otherViews;
  private final Findings findings;
  private final Literals literals;

  /**
   * @param otherViews those whose features are in no row, by what is said of such a feature
   */
  FoldedFeatures(
      Registry<ViewDraft> views,
      Map<String, Registry<? extends FeatureGroup>> otherViews,
      Findings findings) {
    this.views = views;
    this.otherViews = otherViews;
    this.findings = findings;
    this.literals = new Literals(findings);
  }

  /**
   * A feature that is there.
   *
   * @param text where it is named
   * @param aggregation empty where it cannot be read
   */
  record Found(Text text, ViewDraft view, Optional<Aggregation> aggregation) {

    Optional<ValueType> type() {
      return aggregation.map(Aggregation::type);
    }

    /** The type of the elements, if it is a list, else its own. */
    Optional<ValueType> elementType() {
      return type().map(type -> type instanceof ListType list ? list.element() : type);
    }
  }

  /** The feature that is named; reported if it is none. */
  Optional<Found> find(Item item) {
    return literals.text(item, "a feature, view:feature").flatMap(this::find);
  }

  private Optional<Found> find(Text text) {
    String[] parts = text.value().split(":", 2);
    if (parts.length < 2) {
      return literals.refuse(
          text,
          "is not the full name of a feature",
          "write view:feature" + FullNames.hint(text.value(), fullNames()));
    }
    Optional<String> otherwise = otherwise(parts[0]);
    if (otherwise.isPresent()) {
      return literals.refuse(
          text, otherwise.get(), "name a feature of a feature view, whose values are in rows");
    }
    return views.find(parts[0], text, findings).flatMap(view -> find(view, parts[1], text));
  }

  private Optional<String> otherwise(String view) {
    return otherViews.entrySet().stream()
        .filter(entry -> entry.getValue().named(view).isPresent())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private Optional<Found> find(ViewDraft view, String name, Text text) {
    Optional<DefinitionDraft> definition =
        view.definitions().stream()
            .filter(draft -> draft.featureNames().contains(name))
            .findFirst();
    if (definition.isEmpty() && !view.mayYield(name)) {
      findings.reportOnce(
          new Missing(view.name(), name),
          text.place(),
          "%s names no feature of the view \"%s\"; %s"
              .formatted(text.shown(), view.name(), ServiceReader.hint(view, name)));
    }
    return definition.map(
        draft -> new Found(text, view, draft.definition().map(FeatureDefinition::aggregation)));
  }

  private List<String> fullNames() {
    return views.all().stream()
        .flatMap(view -> view.featureNames().stream().map(name -> view.name() + ":" + name))
        .toList();
  }
}
