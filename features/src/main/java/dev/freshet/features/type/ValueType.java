package dev.freshet.features.type;

import java.util.Optional;

/**
 * The static type of a field, an expression or a feature: a scalar, a list of scalars, or a map
 * from strings to scalars.
 *
 * <p>At run time a {@code string} is a {@link String}, an {@code int64} a {@link Long}, a {@code
 * double} a finite {@link Double}, a {@code bool} a {@link Boolean}, a {@code timestamp} an {@link
 * java.time.Instant} of whole milliseconds, a list an unmodifiable {@link java.util.List} and a map
 * an unmodifiable {@link java.util.Map}. Where a value may be absent, absence is {@code null} and
 * the method says so.
 */
public sealed interface ValueType permits Scalar, ListType, MapType {

  /** How definitions write the type, such as {@code map<string,double>}. */
  String text();

  /** Whether the run-time value, never {@code null}, is one of this type. */
  boolean admits(Object value);

  /** Reads a type as definitions write it; blanks are ignored. Empty when it is none. */
  static Optional<ValueType> parse(String text) {
    String compact = text.replace(" ", "");
    if (compact.startsWith("list<") && compact.endsWith(">")) {
      return Scalar.named(compact.substring(5, compact.length() - 1)).map(ListType::new);
    }
    if (compact.startsWith("map<string,") && compact.endsWith(">")) {
      return Scalar.named(compact.substring(11, compact.length() - 1)).map(MapType::new);
    }
    return Scalar.named(compact).map(scalar -> scalar);
  }
}
