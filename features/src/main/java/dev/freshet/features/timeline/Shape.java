package dev.freshet.features.timeline;

import dev.freshet.features.aggregation.Reading;
import dev.freshet.features.timeline.Timeline.Frame;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a timeline is made of, which decides how its steps are written. The codes are part of the
 * format.
 */
enum Shape {
  /** The value with no event, for ever. */
  EMPTY(0),
  /** Integers, each as the difference to the one before. */
  INTEGERS(1),
  /** Single values of any type, or none. */
  SCALARS(2),
  /** Lists, each as what of the one before stays. */
  LISTS(3),
  /** Maps, each as the keys that change. */
  MAPS(4),
  /** Closed forms: values that move between the steps too. */
  CLOSED_FORMS(5);

  private final int code;

  Shape(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

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
