package dev.freshet.infra.demo;

import java.util.LinkedHashMap;
import java.util.Map;

/** Records by what became of them: every record is one of these. */
record Counts(long folded, long repeated, long tooLate, long unkeyed, long deadLettered) {

  long sent() {
    return folded + repeated + tooLate + unkeyed + deadLettered;
  }

  /** By the names that the result has. */
  Map<String, Object> byName() {
    Map<String, Object> byName = new LinkedHashMap<>();
    byName.put("sent", sent());
    byName.put("folded", folded);
    byName.put("repeated", repeated);
    byName.put("too_late", tooLate);
    byName.put("unkeyed", unkeyed);
    byName.put("dead_lettered", deadLettered);
    return byName;
  }
}
