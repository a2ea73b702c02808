package dev.freshet.pipelines.parity;

import dev.freshet.features.definition.Entity;
import java.util.List;
import java.util.Set;

/**
 * A served row some of whose values are others offline.
 *
 * @param outdated entities of which newer rows were served before
 */
record DifferingRow(ServedRow row, List<Difference> differences, Set<Entity> outdated) {

  DifferingRow {
    differences = List.copyOf(differences);
    outdated = Set.copyOf(outdated);
  }
}
