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
    Shape common = of(frames.get(0).reading());
    for (Frame frame : frames) {
      Shape shape = of(frame.reading());
      if (shape == CLOSED_FORMS) {
        return CLOSED_FORMS;
      }
      common = shape == common ? common : SCALARS;
    }
    return common;
  }

  private static Shape of(Reading reading) {
    if (!(reading instanceof Reading.Constant constant)) {
      return CLOSED_FORMS;
    } else if (constant.value() instanceof Long) {
      return INTEGERS;
    } else if (constant.value() instanceof List) {
      return LISTS;
    }
    return constant.value() instanceof Map ? MAPS : SCALARS;
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
}
