package dev.freshet.features.expression.closure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * {@code exists all exists_one map filter}: over a list's items or a map's keys, the one that a
 * loop is at standing in a local of the frame.
 */
public final class Loops {

  private Loops() {}

  /** One that is true decides, whatever fails beside it. */
  public static Node exists(Node range, int local, Node predicate) {
    return any(range, local, (Node.OfBool) predicate, true);
  }

  /** One that is false decides, whatever fails beside it. */
  public static Node all(Node range, int local, Node predicate) {
    return any(range, local, (Node.OfBool) predicate, false);
  }

  /** Fails if any does. */
  public static Node existsOne(Node range, int local, Node predicate) {
    Node.OfBool test = (Node.OfBool) predicate;
    return (Node.OfBool)
        frame -> {
          int count = 0;
          for (Object item : items(range, frame)) {
            frame.locals[local] = item;
            if (test.test(frame)) {
              count++;
            }
            if (frame.failed) {
              return false;
            }
          }
          return count == 1;
        };
  }

  /** The items that pass, transformed. Fails if any does. */
  public static Node collect(Node range, int local, Node predicate, Node transform) {
    Node.OfBool test = (Node.OfBool) predicate;
    return (Node.OfObject<List<Object>>)
        frame -> {
          List<Object> collected = new ArrayList<>();
          for (Object item : items(range, frame)) {
            frame.locals[local] = item;
            if (test.test(frame) && !frame.failed) {
              collected.add(transform.value(frame));
            }
            if (frame.failed) {
              return List.of();
            }
          }
          return Collections.unmodifiableList(collected);
        };
  }

  private static Node.OfBool any(Node range, int local, Node.OfBool predicate, boolean deciding) {
    return frame -> {
      Collection<?> items = items(range, frame);
      if (frame.failed) {
        return !deciding;
      }
      boolean someFailed = false;
      for (Object item : items) {
        frame.locals[local] = item;
        boolean outcome = predicate.test(frame);
        if (!frame.failed && outcome == deciding) {
          return deciding;
        }
        someFailed |= frame.failed;
        frame.failed = false;
      }
      frame.failed = someFailed;
      return !deciding;
    };
  }

  /** None if the frame has failed, be it before. */
  private static Collection<?> items(Node range, Frame frame) {
    Object whole = range.value(frame);
    if (frame.failed) {
      return List.of();
    }
    return whole instanceof Map<?, ?> map ? map.keySet() : (List<?>) whole;
  }
}
