package dev.freshet.serving.problem;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Why a request has no answer: an RFC 9457 problem.
 *
 * @param detail what was found, where, the rule, and how to mend it
 * @param members what a program may want to read of it, by name: strings, numbers, lists and maps
 *     of them
 */
public record Problem(ProblemKind kind, String detail, Map<String, Object> members) {

  private static final Set<String> RESERVED = Set.of("type", "title", "status", "detail");

  public Problem {
    if (members.keySet().stream().anyMatch(RESERVED::contains)) {
      throw new IllegalArgumentException("a member named as one of RFC 9457's: " + members);
    }
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  public static Problem of(ProblemKind kind, String detail) {
    return new Problem(kind, detail, Map.of());
  }

  /** This problem with one more member. */
  public Problem with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(members);
    more.put(name, value);
    return new Problem(kind, detail, more);
  }

  public ProblemException exception() {
    return new ProblemException(this);
  }
}
