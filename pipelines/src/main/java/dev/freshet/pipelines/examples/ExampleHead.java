package dev.freshet.pipelines.examples;

import dev.freshet.features.definition.Feature;
import dev.freshet.features.definition.FeatureService;
import dev.freshet.features.document.Nearest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a training set is before any of its rows: where it comes from, and what columns it has.
 *
 * @param service whose features are wanted
 */
record ExampleHead(Path file, FeatureService service, ExampleColumns columns) {

  /**
   * Why it is of another service than the one wanted; empty if it is not, or does not say.
   *
   * @param metadata what it says of itself
   * @param fingerprint the service's
   */
  Optional<String> origin(Map<String, String> metadata, String fingerprint) {
    String made = metadata.getOrDefault("freshet.service_fingerprint", fingerprint);
    return made.equals(fingerprint)
        ? Optional.empty()
        : Optional.of(
            "%s: made of the service \"%s\" with the fingerprint %s, and \"%s\" has %s now: its definitions say something else; make the training set again"
                .formatted(
                    file,
                    metadata.getOrDefault("freshet.feature_service", ""),
                    made,
                    service.name(),
                    fingerprint));
  }

  /** What is to be said of columns that are not among those it has. */
  List<String> missing(List<String> names) {
    List<String> problems = new ArrayList<>();
    for (String name : columns.names()) {
      if (!names.contains(name)) {
        problems.add(
            "%s: there is no column \"%s\", %s%s"
                .formatted(file, name, purpose(name), Nearest.hint(name, names)));
      }
    }
    for (Feature feature : service.features()) {
      if (!names.contains(feature.columnName())) {
        problems.add(
            "%s: there is no column \"%s\", a feature of the service \"%s\"; make the training set with --service %s"
                .formatted(file, feature.columnName(), service.name(), service.name()));
      }
    }
    return problems;
  }

  private String purpose(String name) {
    if (name.equals(columns.label())) {
      return "the label";
    } else if (name.equals(columns.timestamp())) {
      return "the instant of a row (--timestamp names another)";
    }
    return columns.group().equals(Optional.of(name))
        ? "the group of a row"
        : "a number to compare with";
  }
}
