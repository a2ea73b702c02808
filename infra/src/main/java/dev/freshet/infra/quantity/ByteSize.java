package dev.freshet.infra.quantity;

import java.math.BigInteger;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes, written {@code 16KiB}: a positive integer and one of {@code B KiB MiB GiB}.
 */
public record ByteSize(long bytes) {

  private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})(B|KiB|MiB|GiB)?");
  private static final Map<String, Integer> SHIFTS =
      Map.of("B", 0, "KiB", 10, "MiB", 20, "GiB", 30);

  public ByteSize {
    if (bytes <= 0) {
      throw new IllegalArgumentException("a size of " + bytes + " bytes; write a positive one");
    }
  }

  /**
   * Reads a size; a bare number is bytes.
   *
   * @throws IllegalArgumentException with a message for people
   */
  public static ByteSize parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (parts.matches()) {
      int shift = parts.group(2) == null ? 0 : SHIFTS.get(parts.group(2));
      BigInteger bytes = new BigInteger(parts.group(1)).shiftLeft(shift);
      if (bytes.signum() > 0 && bytes.bitLength() < Long.SIZE) {
        return new ByteSize(bytes.longValue());
      }
    }
    throw new IllegalArgumentException(
        "\""
            + text
            + "\" is not a size; write a positive number and one of B KiB MiB GiB, such as 16KiB");
  }

  /** In the greatest unit that divides it. */
  @Override
  public String toString() {
    if (bytes % (1 << 30) == 0) {
      return (bytes >> 30) + "GiB";
    } else if (bytes % (1 << 20) == 0) {
      return (bytes >> 20) + "MiB";
    }
    return bytes % (1 << 10) == 0 ? (bytes >> 10) + "KiB" : bytes + "B";
  }
}
