package dev.freshet.features.expression;

import dev.freshet.features.type.ValueType;
import java.util.Set;

/** A type-checked expression, compiled to closures. Immutable and thread-safe. */
public interface Expression {

  /** What {@link #evaluate} gives for an expression that failed. Never a value. */
  Object FAILED = Failure.FAILED;

  /** The expression as it was written. */
  String text();

  /** The type of every value it gives. */
  ValueType type();

  /**
   * The tables that it looks things up in, each with its version, such as {@code zones 2025b}. With
   * another version its values may be others.
   */
  Set<String> tables();

  /** The slots whose values, or whose absence, it depends on. In ascending order. */
  Set<Integer> reads();

  /**
   * The value for one set of members.
   *
   * @param slots the members of the scope's variables, {@code null} where there is no value
   * @return a value of {@link #type()}, or {@link #FAILED}: a member without a value was read, an
   *     integer overflowed, a division by zero, a number that is NaN or infinite and so on; never
   *     {@code null}, never an exception
   */
  Object evaluate(Object[] slots);
}
