package dev.freshet.pipelines.parity;

import java.util.List;

/** A served row some of whose values are others offline. */
record DifferingRow(ServedRow row, List<Difference> differences) {

  DifferingRow {
    differences = List.copyOf(differences);
  }
}
