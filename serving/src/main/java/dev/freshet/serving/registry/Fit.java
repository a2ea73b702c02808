package dev.freshet.serving.registry;

import dev.freshet.features.definition.FeatureService;
import dev.freshet.features.definition.Repository;
import dev.freshet.serving.model.Scorer;
import dev.freshet.serving.model.Sidecar;
import dev.freshet.serving.model.UnusableModelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whether a model reads what its service brings: the same columns in the same order. */
final class Fit {

  private static final int MOST_NAMED = 10;

  private final FeatureService service;
  private final String fingerprint;
  private final List<String> columns;

  Fit(FeatureService service, Repository repository) {
    this.service = service;
    this.fingerprint = service.fingerprint(repository);
    this.columns = service.encoding().columns();
  }

  /**
   * Checks a model by what is known of it: its sidecar, else the names in it, else its width.
   *
   * @throws UnusableModelException if it reads something else; the message says what differs
   */
  void check(Scorer scorer, Optional<Sidecar> sidecar) throws UnusableModelException {
    if (sidecar.isPresent()) {
      check(sidecar.get());
    } else if (scorer.columns().filter(names -> !areNumbered(names)).isPresent()) {
      check(Arrays.asList(scorer.columns().get()));
    }
    if (scorer.width() != columns.size()) {
      throw new UnusableModelException(
          "the model reads %d numbers, and the service \"%s\" has %d columns (%s); train it on those"
              .formatted(scorer.width(), service.name(), columns.size(), named(columns)));
    }
  }

  private void check(Sidecar sidecar) throws UnusableModelException {
    if (!sidecar.service().equals(service.name())) {
      throw new UnusableModelException(
          "the model was trained on the service \"%s\", and is declared to read \"%s\"; name the one it was trained on, or train it again"
              .formatted(sidecar.service(), service.name()));
    }
    check(sidecar.columns());
    if (!sidecar.fingerprint().equals(fingerprint)) {
      throw new UnusableModelException(
          "the definitions of the service \"%s\" have changed since the model was trained (fingerprint %s, now %s), and its features mean something else; train the model again"
              .formatted(service.name(), sidecar.fingerprint(), fingerprint));
    }
  }

  private void check(List<String> found) throws UnusableModelException {
    if (found.equals(columns)) {
      return;
    }
    List<String> missing = new ArrayList<>(found);
    missing.removeAll(columns);
    List<String> added = new ArrayList<>(columns);
    added.removeAll(found);
    List<String> differences = new ArrayList<>();
    if (!missing.isEmpty()) {
      differences.add("the service does not have " + named(missing));
    }
    if (!added.isEmpty()) {
      differences.add("the model does not read " + named(added));
    }
    if (differences.isEmpty()) {
      int at = 0;
      while (found.size() > at && columns.size() > at && found.get(at).equals(columns.get(at))) {
        at++;
      }
      differences.add(
          at < found.size() && at < columns.size()
              ? "column %d is %s in the model and %s in the service"
                  .formatted(at + 1, found.get(at), columns.get(at))
              : "the model reads a column twice");
    }
    throw new UnusableModelException(
        "the model's columns are not those of the service \"%s\": %s; train it on the service as it is now"
            .formatted(service.name(), String.join(", and ", differences)));
  }

  /** Whether names are none: a library numbers columns of which it knows none. */
  private static boolean areNumbered(String[] names) {
    for (int i = 0; i < names.length; i++) {
      if (!names[i].equals("f" + i)) {
        return false;
      }
    }
    return true;
  }

  private static String named(List<String> columns) {
    String first = String.join(", ", columns.subList(0, Math.min(columns.size(), MOST_NAMED)));
    return columns.size() <= MOST_NAMED
        ? first
        : first + " and " + (columns.size() - MOST_NAMED) + " more";
  }
}
