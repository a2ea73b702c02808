package dev.freshet.features.row;

/** What the first bytes of every row are: one format byte, the version, the starting instant. */
public final class RowFormat {

  /** The first byte of a row. */
  public static final int VERSION = 1;

  /** Where the {@link RowVersion} is: behind the format byte. */
  public static final int VERSION_OFFSET = 1;

  private RowFormat() {}
}
