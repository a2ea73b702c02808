package dev.freshet.features.row;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Which of two rows of one entity is the newer: compared by lineage, then events folded, then
 * deployment, then horizon. Twenty-four bytes, six each and the highest first, so that they, and
 * their hexadecimal text, compare as the version does.
 *
 * @param lineage made when a job starts without state: epoch milliseconds
 * @param folded how many events the entity has folded
 * @param deployment made when a job is submitted: epoch milliseconds
 * @param horizon the instant up to which the row is whole, epoch milliseconds; {@link #ENDLESS}
 *     where nothing was cut
 */
public record RowVersion(long lineage, long folded, long deployment, long horizon)
    implements Comparable<RowVersion> {

  /** The horizon of a row that is whole for all time. */
  public static final long ENDLESS = (1L << 48) - 1;

  /** The size of an encoded version. */
  public static final int SIZE_BYTES = 24;

  private static final int WIDTH_BYTES = 6;

  public void write(ByteWriter out) {
    out.writeFixed(lineage, WIDTH_BYTES)
        .writeFixed(folded, WIDTH_BYTES)
        .writeFixed(deployment, WIDTH_BYTES)
        .writeFixed(horizon, WIDTH_BYTES);
  }

  public static RowVersion read(ByteReader in) {
    return new RowVersion(
        in.readFixed(WIDTH_BYTES),
        in.readFixed(WIDTH_BYTES),
        in.readFixed(WIDTH_BYTES),
        in.readFixed(WIDTH_BYTES));
  }

  /** Text that only grows in comparison: 48 hexadecimal digits. */
  public String text() {
    return HexFormat.of().formatHex(encoded());
  }

  /**
   * Reads what {@link #text()} wrote.
   *
   * @throws IllegalArgumentException if it is no such text
   */
  public static RowVersion of(String text) {
    byte[] bytes = HexFormat.of().parseHex(text);
    if (bytes.length != SIZE_BYTES) {
      throw new IllegalArgumentException("\"" + text + "\" is no version");
    }
    return read(new ByteReader(bytes));
  }

  @Override
  public int compareTo(RowVersion other) {
    return Arrays.compareUnsigned(encoded(), other.encoded());
  }

  private byte[] encoded() {
    ByteWriter out = new ByteWriter(SIZE_BYTES);
    write(out);
    return out.toByteArray();
  }
}
