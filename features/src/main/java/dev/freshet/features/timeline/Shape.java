package dev.freshet.features.timeline;

import dev.freshet.features.aggregation.Reading;
import dev.freshet.features.timeline.Timeline.Frame;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a timeline is made of, which decides how its steps are written. The order is part of the
 * format.
 */
enum Shape {
  /** The value with no event, for ever. */
  EMPTY,
  /** Integers, each as the difference to the one before. */
  INTEGERS,
  /** Single values of any type, or none. */
  SCALARS,
  /** Lists, each as what of the one before stays. */
  LISTS,
  /** Maps, each as the keys that change. */
  MAPS,
  /** Closed forms: values that move between the steps too. */
  CLOSED_FORMS;

  static Shape of(List<Frame> frames, Object empty) {
    if (frames.size() == 1
        && frames.get(0).reading() instanceof Reading.Constant constant
        && Objects.equals(constant.value(), empty)) {
      return EMPTY;
    }
    if (holds(frames, Long.class)) {
      return INTEGERS;
    }
    if (holds(frames, List.class)) {
      return LISTS;
    }
    if (holds(frames, Map.class)) {
      return MAPS;
    }
    boolean constant =
        frames.stream().allMatch(frame -> frame.reading() instanceof Reading.Constant);
    return constant ? SCALARS : CLOSED_FORMS;
  }

  /** Writes or reads the steps of one timeline. */
  Steps steps(Object empty) {
    return switch (this) {
      case EMPTY -> new EmptySteps(empty);
      case INTEGERS -> new IntegerSteps();
      case SCALARS -> new ScalarSteps();
      case LISTS -> new ListSteps();
      case MAPS -> new MapSteps();
      case CLOSED_FORMS -> new ClosedFormSteps();
    };
  }

  private static boolean holds(List<Frame> frames, Class<?> type) {
    return frames.stream()
        .allMatch(
            frame ->
                frame.reading() instanceof Reading.Constant constant
                    && type.isInstance(constant.value()));
  }
}
