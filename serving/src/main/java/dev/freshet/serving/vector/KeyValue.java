package dev.freshet.serving.vector;

import dev.freshet.features.definition.Entity;
import dev.freshet.features.type.Scalar;
import dev.freshet.serving.problem.Problem;
import dev.freshet.serving.problem.ProblemException;
import dev.freshet.serving.problem.ProblemKind;
import java.math.BigInteger;
import java.util.Optional;

/**
 * A join key's value as a request has it, made the key's type: digits become an {@code int64}, an
 * integer becomes a {@code string} of its digits, and everything else of another type is refused.
 */
public final class KeyValue {

  private KeyValue() {}

  /**
   * A value in a join key's type; empty if it can be none.
   *
   * @param type of the join key
   */
  public static Optional<Object> of(Scalar type, Object found) {
    return type == Scalar.INT64 ? integer(found) : text(found);
  }

  /**
   * The value in the key's type.
   *
   * @param where how a message names it, such as {@code entities.user_id[3]}
   * @throws ProblemException if it cannot be
   */
  public static Object of(Entity.JoinKey key, Object found, String where) {
    return of(key.type(), found)
        .orElseThrow(
            () ->
                refused(
                    key, found instanceof String ? "\"" + found + "\"" : found.toString(), where));
  }

  private static ProblemException refused(Entity.JoinKey key, String found, String where) {
    String rule =
        key.type() == Scalar.INT64
            ? "an integer of 64 bits, or one in a string"
            : "a string of whole characters, or an integer";
    return Problem.of(
            ProblemKind.WRONG_JOIN_KEY_VALUE,
            "%s is %s; \"%s\" is of type %s: send %s"
                .formatted(where, found, key.name(), key.type().text(), rule))
        .with("join_key", key.name())
        .with("expected", key.type().text())
        .with("found", found)
        .exception();
  }

  private static Optional<Object> integer(Object found) {
    if (found instanceof Long number) {
      return Optional.of(number);
    }
    if (!(found instanceof String text) || !text.matches("-?[0-9]{1,19}")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Object> text(Object found) {
    if (found instanceof String text) {
      return wellFormed(text) ? Optional.of(text) : Optional.empty();
    }
    return found instanceof Long || found instanceof BigInteger
        ? Optional.of(found.toString())
        : Optional.empty();
  }

  /** Half of a surrogate pair has no UTF-8, and would read some other entity's row. */
  static boolean wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }
}
