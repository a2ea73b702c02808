package dev.freshet.features.encoding;

import dev.freshet.features.type.ValueType;
import java.util.List;

/**
 * How the value of one feature becomes numbers, a column each. A value that is not there is {@code
 * NaN} in every column: models know it as missing. Immutable.
 */
public sealed interface Encoding permits Buckets, Keys, LeftOut, Length, Numeric, OneHot {

  /** Whether values of a type can be encoded so. */
  boolean takes(ValueType type);

  /**
   * The names of the columns.
   *
   * @param feature the name of the feature's column, {@code view__feature}
   */
  List<String> columns(String feature);

  /** How many columns there are. */
  int width();

  /**
   * Encodes a value.
   *
   * @param value of a type that it takes; {@code null} where there is none
   * @param into where the numbers go
   * @param at where the first of them goes
   */
  void encode(Object value, double[] into, int at);

  /** All that decides the numbers. */
  String canonical();
}
