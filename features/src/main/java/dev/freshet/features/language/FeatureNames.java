package dev.freshet.features.language;

import dev.freshet.features.document.Findings;
import dev.freshet.features.document.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sees to it that no two features have one name. */
final class FeatureNames {

  private final Findings findings;
  private final Map<String, Claim> columns = new HashMap<>();

  FeatureNames(Findings findings) {
    this.findings = findings;
  }

  /** Within a view names differ, as they are written and as the windows make them. */
  void checkView(List<DefinitionDraft> definitions) {
    Map<String, Place> written = new HashMap<>();
    Map<String, Place> yielded = new HashMap<>();
    for (DefinitionDraft draft : definitions) {
      Optional<String> taken =
          draft
              .name()
              .filter(written::containsKey)
              .or(() -> draft.featureNames().stream().filter(yielded::containsKey).findFirst());
      taken.ifPresent(
          name ->
              findings.report(
                  draft.place(),
                  ("there is already a feature \"%s\", in line %d; the names of features, with their"
                          + " windows, differ: rename one")
                      .formatted(name, written.getOrDefault(name, yielded.get(name)).line())));
      draft.name().ifPresent(name -> written.putIfAbsent(name, draft.place()));
      draft.featureNames().forEach(name -> yielded.putIfAbsent(name, draft.place()));
    }
  }

  /**
   * In all views columns differ: a feature's is {@code view__feature}, and underscores may add up
   * to another's.
   */
  void claimColumns(String view, List<DefinitionDraft> definitions) {
    for (DefinitionDraft draft : definitions) {
      draft.featureNames().forEach(feature -> claimColumn(view, feature, draft.place()));
    }
  }

  void claimColumn(String view, String feature, Place place) {
    Claim first = columns.putIfAbsent(view + "__" + feature, new Claim(view, place));
    if (first != null && !first.view().equals(view)) {
      findings.report(
          place,
          ("its column would be \"%s__%s\", as that of the feature at %s; columns are"
                  + " view__feature and differ: rename one")
              .formatted(view, feature, first.place().fileAndLine()));
    }
  }

  private record Claim(String view, Place place) {}
}
