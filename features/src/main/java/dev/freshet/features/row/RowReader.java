package dev.freshet.features.row;

import dev.freshet.features.definition.Feature;
import java.util.List;

/** Reads some features of one entity out of its rows. Immutable and thread-safe. */
public final class RowReader {

  /**
   * A reader of these features.
   *
   * @param features of one entity, in the order in which they are wanted
   */
  public RowReader(ViewSchemas schemas, List<Feature> features) {
    throw new UnsupportedOperationException();
  }

  /**
   * The features' values at an instant.
   *
   * @param row the stored bytes; {@code null} where the store has none
   * @param t the reader's clock, epoch milliseconds
   */
  public RowReading read(byte[] row, long t) {
    throw new UnsupportedOperationException();
  }
}
