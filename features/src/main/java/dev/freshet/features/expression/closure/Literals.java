package dev.freshet.features.expression.closure;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Reading values out of strings. What is no value costs no exception where it can be seen early.
 */
final class Literals {

  private static final long FIRST_SECOND = -62_135_596_800L;
  private static final long LAST_SECOND = 253_402_300_799L;

  /** What a double's first character may be, after blanks: digits, sign, point, NaN, Infinity. */
  private static final String DOUBLE_STARTS = "0123456789+-.NI";

  /** As in {@code 2026-11-22T12:00Z}, the shortest. */
  private static final int TIMESTAMP_LENGTH = 17;

  private Literals() {}

  static boolean inRange(long epochSeconds) {
    return epochSeconds >= FIRST_SECOND && epochSeconds <= LAST_SECOND;
  }

  static Optional<Object> bool(String text) {
    return switch (text) {
      case "true", "TRUE", "True", "t", "1" -> Optional.of(true);
      case "false", "FALSE", "False", "f", "0" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** Decimal digits of any script, perhaps with a sign. */
  static Optional<Object> integer(String text) {
    int length = text.length();
    boolean signed = length > 0 && (text.charAt(0) == '-' || text.charAt(0) == '+');
    boolean negative = signed && text.charAt(0) == '-';
    if (length == (signed ? 1 : 0)) {
      return Optional.empty();
    }
    // Summed up below zero, where there is room for one more.
    long limit = negative ? Long.MIN_VALUE : -Long.MAX_VALUE;
    long value = 0;
    for (int i = signed ? 1 : 0; i < length; i++) {
      int digit = Character.digit(text.charAt(i), 10);
      if (digit < 0 || value < limit / 10 || value * 10 < limit + digit) {
        return Optional.empty();
      }
      value = value * 10 - digit;
    }
    return Optional.of(negative ? value : -value);
  }

  static Optional<Object> real(String text) {
    String trimmed = text.trim();
    if (trimmed.isEmpty() || DOUBLE_STARTS.indexOf(trimmed.charAt(0)) < 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(Double.parseDouble(trimmed));
    } catch (NumberFormatException malformed) {
      return Optional.empty();
    }
  }

  static Optional<Object> timestamp(String text) {
    if (text.length() < TIMESTAMP_LENGTH) {
      return Optional.empty();
    }
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      return Times.inRange(instant) ? Optional.of(instant) : Optional.empty();
    } catch (DateTimeParseException malformed) {
      return Optional.empty();
    }
  }
}
