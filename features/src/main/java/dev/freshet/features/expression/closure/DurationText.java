package dev.freshet.features.expression.closure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;

/**
 * How durations are written: perhaps a sign, then numbers, each perhaps with a fraction and always
 * with a unit, such as {@code 1h30m} or {@code -1.5s}; or {@code 0}.
 */
final class DurationText {

  private static final BigDecimal SECOND_NANOS = BigDecimal.valueOf(1_000_000_000);
  private static final BigDecimal LONGEST_NANOS =
      BigDecimal.valueOf(315_576_000_000L).multiply(SECOND_NANOS);

  /** Of a number's fraction; more are cut. */
  private static final int MOST_DIGITS = 18;

  private DurationText() {}

  /** Empty if it is none, or longer than 10,000 years. */
  static Optional<Object> parse(String text) {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String rest = signed ? text.substring(1) : text;
    if (rest.equals("0")) {
      return Optional.of(Duration.ZERO);
    }
    return new Reading(rest)
        .read()
        .map(duration -> text.startsWith("-") ? duration.negated() : duration);
  }

  /** Seconds, with as many groups of three decimals as are needed. */
  static String format(Duration duration) {
    Duration magnitude = duration.abs();
    StringBuilder text = new StringBuilder(duration.isNegative() ? "-" : "");
    text.append(magnitude.toSeconds());
    int nanos = magnitude.toNanosPart();
    if (nanos > 0) {
      String digits = Integer.toString(1_000_000_000 + nanos).substring(1);
      int shown = nanos % 1_000_000 == 0 ? 3 : nanos % 1000 == 0 ? 6 : 9;
      text.append('.').append(digits, 0, shown);
    }
    return text.append('s').toString();
  }

  private static final class Reading {

    private final String text;
    private int at;
    private BigDecimal nanos = BigDecimal.ZERO;

    Reading(String text) {
      this.text = text;
    }

    /** Empty if the text is no sequence of parts, or their sum is too long. */
    Optional<Duration> read() {
      while (at < text.length()) {
        if (!readPart() || nanos.compareTo(LONGEST_NANOS) > 0) {
          return Optional.empty();
        }
      }
      BigDecimal[] seconds = nanos.divideAndRemainder(SECOND_NANOS);
      return at == 0
          ? Optional.empty()
          : Optional.of(Duration.ofSeconds(seconds[0].longValue(), seconds[1].longValue()));
    }

    private boolean readPart() {
      String whole = digits();
      String fraction = "";
      if (at < text.length() && text.charAt(at) == '.') {
        at++;
        fraction = digits();
        if (fraction.isEmpty()) {
          return false;
        }
      }
      Optional<Unit> unit = unit();
      if (Literals.integer(whole).isEmpty() || unit.isEmpty()) {
        return false;
      }
      String known = fraction.substring(0, Math.min(fraction.length(), MOST_DIGITS));
      BigDecimal number = new BigDecimal(known.isEmpty() ? whole : whole + "." + known);
      nanos =
          nanos.add(
              number.multiply(BigDecimal.valueOf(unit.get().nanos)).setScale(0, RoundingMode.DOWN));
      return true;
    }

    private String digits() {
      int from = at;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        at++;
      }
      return text.substring(from, at);
    }

    private Optional<Unit> unit() {
      for (Unit unit : Unit.values()) {
        if (text.startsWith(unit.written, at)) {
          at += unit.written.length();
          return Optional.of(unit);
        }
      }
      return Optional.empty();
    }
  }

  /** Units by their first match: {@code ms} is looked for before {@code m}. */
  private enum Unit {
    NANOSECONDS("ns", 1),
    MICROSECONDS("us", 1000),
    MICRO_SIGN("\u00b5s", 1000),
    GREEK_MU("\u03bcs", 1000),
    MILLISECONDS("ms", 1_000_000),
    SECONDS("s", 1_000_000_000),
    MINUTES("m", 60_000_000_000L),
    HOURS("h", 3_600_000_000_000L);

    private final String written;
    private final long nanos;

    Unit(String written, long nanos) {
      this.written = written;
      this.nanos = nanos;
    }
  }
}
