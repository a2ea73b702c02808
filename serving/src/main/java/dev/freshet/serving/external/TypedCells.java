package dev.freshet.serving.external;

import dev.freshet.feast.FeastCell;
import dev.freshet.features.definition.ExternalFeature;
import dev.freshet.features.row.Status;
import dev.freshet.features.type.ListType;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a server answered, in the features' types, by the rules for events: an integer is a {@code
 * double} too, and what is of another type, or not finite, is no value.
 */
final class TypedCells {

  private final List<ExternalFeature> features;
  private final Runnable mistyped;

  /**
   * Cells of features.
   *
   * @param mistyped hears of each value of another type
   */
  TypedCells(List<ExternalFeature> features, Runnable mistyped) {
    this.features = features;
    this.mistyped = mistyped;
  }

  ExternalAnswer of(FeastCell[][] cells) {
    ExternalValue[][] values = new ExternalValue[cells.length][features.size()];
    boolean[] missing = new boolean[features.size()];
    for (int row = 0; row < cells.length; row++) {
      for (int i = 0; i < values[row].length; i++) {
        FeastCell cell = cells[row][i];
        Object value =
            cell.value() == null ? null : typed(features.get(i).type(), cell.value()).orElse(null);
        if (value == null && cell.value() != null) {
          mistyped.run();
          missing[i] = true;
          values[row][i] = ExternalValue.NONE;
        } else {
          values[row][i] = new ExternalValue(value, status(cell.status()));
        }
      }
    }
    return new ExternalAnswer(values, missing);
  }

  private static Status status(FeastCell.Status status) {
    return switch (status) {
      case PRESENT -> Status.PRESENT;
      case NULL_VALUE -> Status.NULL_VALUE;
      case NOT_FOUND -> Status.NOT_FOUND;
      case OUTSIDE_MAX_AGE -> Status.OUTSIDE_MAX_AGE;
    };
  }

  private static Optional<?> typed(ValueType type, Object found) {
    if (type instanceof ListType list) {
      return found instanceof List<?> items ? items(list, items) : Optional.empty();
    }
    return type instanceof Scalar scalar ? scalar(scalar, found) : Optional.empty();
  }

  private static Optional<List<Object>> items(ListType type, List<?> items) {
    List<Object> typed =
        items.stream().<Object>flatMap(item -> scalar(type.element(), item).stream()).toList();
    return typed.size() == items.size() ? Optional.of(typed) : Optional.empty();
  }

  private static Optional<?> scalar(Scalar type, Object found) {
    return switch (type) {
      case STRING -> only(String.class, found);
      case INT64 -> only(Long.class, found);
      case BOOL -> only(Boolean.class, found);
      case TIMESTAMP -> only(Instant.class, found);
      case DOUBLE ->
          found instanceof Long integer
              ? Optional.of((double) integer)
              : only(Double.class, found).filter(number -> Double.isFinite(number));
    };
  }

  private static <T> Optional<T> only(Class<T> type, Object found) {
    return type.isInstance(found) ? Optional.of(type.cast(found)) : Optional.empty();
  }
}
