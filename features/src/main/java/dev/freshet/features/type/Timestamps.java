package dev.freshet.features.type;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.OptionalLong;

/**
 * How instants are written: RFC 3339, or epoch milliseconds in digits. An instant is a number of
 * epoch milliseconds in the years 0000 to 9999 of UTC, which are those that RFC 3339 can write.
 *
 * <p>Read are upper and lower case {@code T} and {@code Z}, offsets up to 23:59, and fractions of
 * any length, cut to milliseconds downwards. The leap second {@code 23:59:60} UTC is read as the
 * second before it.
 */
public final class Timestamps {

  /** The first instant: {@code 0000-01-01T00:00:00.000Z}. */
  public static final long MIN = LocalDate.of(0, 1, 1).toEpochDay() * 86_400_000L;

  /** The last instant: {@code 9999-12-31T23:59:59.999Z}. */
  public static final long MAX = LocalDate.of(10_000, 1, 1).toEpochDay() * 86_400_000L - 1;

  /** What is no instant. */
  static final long NONE = Long.MIN_VALUE;

  private static final int SHORTEST = "2026-11-22T12:00:00Z".length();

  private Timestamps() {}

  /**
   * Reads RFC 3339, or epoch milliseconds in digits, perhaps with a minus. Empty when it is
   * neither.
   */
  public static OptionalLong parse(CharSequence text) {
    long instant =
        text.length() >= SHORTEST && text.charAt(4) == '-' ? readRfc3339(text) : readDigits(text);
    return instant == NONE ? OptionalLong.empty() : OptionalLong.of(instant);
  }

  /** The number as an instant. Empty when it is out of range. */
  public static OptionalLong ofEpochMillis(long millis) {
    return millis < MIN || millis > MAX ? OptionalLong.empty() : OptionalLong.of(millis);
  }

  /** Writes RFC 3339 in UTC with milliseconds, such as {@code 2026-11-22T12:00:00.000Z}. */
  public static String format(long epochMillis) {
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(epochMillis, 1000L),
            Math.floorMod(epochMillis, 1000) * 1_000_000,
            ZoneOffset.UTC);
    StringBuilder text = new StringBuilder(24);
    pad(text, time.getYear(), 4).append('-');
    pad(text, time.getMonthValue(), 2).append('-');
    pad(text, time.getDayOfMonth(), 2).append('T');
    pad(text, time.getHour(), 2).append(':');
    pad(text, time.getMinute(), 2).append(':');
    pad(text, time.getSecond(), 2).append('.');
    return pad(text, time.getNano() / 1_000_000, 3).append('Z').toString();
  }

  /** As {@link #format(long)}. */
  public static String format(Instant instant) {
    return format(instant.toEpochMilli());
  }

  private static StringBuilder pad(StringBuilder text, int number, int width) {
    String digits = Integer.toString(number);
    return text.append("0".repeat(Math.max(0, width - digits.length()))).append(digits);
  }

  private static long readDigits(CharSequence text) {
    int from = text.length() > 0 && text.charAt(0) == '-' ? 1 : 0;
    int length = text.length() - from;
    if (length < 1 || length > 18) {
      return NONE;
    }
    long value = 0;
    for (int i = from; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return NONE;
      }
      value = value * 10 + digit;
    }
    return inRange(from == 1 ? -value : value);
  }

  private static long readRfc3339(CharSequence text) {
    int year = number(text, 0, 4);
    int month = number(text, 5, 2);
    int day = number(text, 8, 2);
    int hour = number(text, 11, 2);
    int minute = number(text, 14, 2);
    int second = number(text, 17, 2);
    if ((year | month | day | hour | minute | second) < 0
        || text.charAt(7) != '-'
        || (text.charAt(10) | 0x20) != 't'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':'
        || month < 1
        || month > 12
        || day < 1
        || day > YearMonth.of(year, month).lengthOfMonth()
        || hour > 23
        || minute > 59
        || second > 60) {
      return NONE;
    }
    int end = endOfFraction(text);
    int offset = end < 0 ? Integer.MIN_VALUE : offsetMinutes(text, end);
    if (offset == Integer.MIN_VALUE) {
      return NONE;
    }
    long minutes =
        LocalDate.of(year, month, day).toEpochDay() * 1440 + hour * 60L + minute - offset;
    if (second == 60 && Math.floorMod(minutes, 1440) != 1439) {
      return NONE;
    }
    return inRange(minutes * 60_000 + Math.min(second, 59) * 1000L + millis(text, end));
  }

  /** Where what follows the seconds and their fraction starts; -1 for a fraction without digits. */
  private static int endOfFraction(CharSequence text) {
    int i = 19;
    if (text.charAt(i) != '.') {
      return i;
    }
    do {
      i++;
    } while (i < text.length() && digit(text.charAt(i)));
    return i > 20 ? i : -1;
  }

  private static int millis(CharSequence text, int end) {
    int millis = 0;
    for (int i = 20; i < 23; i++) {
      millis = millis * 10 + (i < end ? text.charAt(i) - '0' : 0);
    }
    return millis;
  }

  private static int offsetMinutes(CharSequence text, int from) {
    int length = text.length() - from;
    if (length == 1 && (text.charAt(from) | 0x20) == 'z') {
      return 0;
    }
    if (length != 6 || text.charAt(from + 3) != ':') {
      return Integer.MIN_VALUE;
    }
    int hours = number(text, from + 1, 2);
    int minutes = number(text, from + 4, 2);
    char sign = text.charAt(from);
    if ((hours | minutes) < 0 || hours > 23 || minutes > 59 || (sign != '+' && sign != '-')) {
      return Integer.MIN_VALUE;
    }
    return sign == '-' ? -(hours * 60 + minutes) : hours * 60 + minutes;
  }

  /** The digits as a number; negative if one is none. */
  private static int number(CharSequence text, int from, int length) {
    int value = 0;
    for (int i = from; i < from + length; i++) {
      if (!digit(text.charAt(i))) {
        return -1;
      }
      value = value * 10 + text.charAt(i) - '0';
    }
    return value;
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  private static long inRange(long millis) {
    return millis < MIN || millis > MAX ? NONE : millis;
  }
}
