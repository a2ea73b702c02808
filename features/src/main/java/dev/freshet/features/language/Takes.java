package dev.freshet.features.language;

import dev.freshet.features.type.ListType;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import java.util.List;
import java.util.stream.Collectors;

/** What values an aggregation takes. */
enum Takes {
  NOTHING,
  NUMBERS,
  SCALARS,
  SCALARS_OR_STRINGS,
  KEYS,
  KEYS_OR_STRINGS,
  STRINGS;

  private static final ValueType LIST = new ListType(Scalar.STRING);

  List<ValueType> types() {
    return switch (this) {
      case NOTHING -> List.of();
      case NUMBERS -> List.of(Scalar.INT64, Scalar.DOUBLE);
      case SCALARS -> List.of(Scalar.values());
      case SCALARS_OR_STRINGS ->
          List.of(Scalar.STRING, Scalar.INT64, Scalar.DOUBLE, Scalar.BOOL, Scalar.TIMESTAMP, LIST);
      case KEYS -> List.of(Scalar.STRING, Scalar.INT64);
      case KEYS_OR_STRINGS -> List.of(Scalar.STRING, Scalar.INT64, LIST);
      case STRINGS -> List.of(Scalar.STRING, LIST);
    };
  }

  boolean accepts(ValueType type) {
    return types().contains(type);
  }

  /** Such as {@code int64 or double}. */
  String text() {
    return types().stream().map(ValueType::text).collect(Collectors.joining(" or "));
  }
}
