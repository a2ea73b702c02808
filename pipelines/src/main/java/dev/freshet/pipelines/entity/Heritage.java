package dev.freshet.pipelines.entity;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * What all instances of an operator hand down to all that come after them.
 *
 * @param lineage when the job first started without state, epoch milliseconds
 * @param store which store it was that had all rows, and of which features ({@link
 *     StoreWatch#remembered}); empty if there was none
 */
record Heritage(long lineage, String store) {

  private static final int FORMAT = 1;

  byte[] write() {
    return new ByteWriter().writeByte(FORMAT).writeSigned(lineage).writeString(store).toByteArray();
  }

  /** What there is to take over from all instances before: if they differ about the store, none. */
  static Heritage of(Iterable<byte[]> written, long now) {
    long lineage = Long.MIN_VALUE;
    List<String> stores = new ArrayList<>();
    for (byte[] bytes : written) {
      ByteReader in = new ByteReader(bytes);
      int format = in.readByte();
      if (format != FORMAT) {
        throw new IllegalArgumentException("a heritage of the unknown format " + format);
      }
      lineage = Math.max(lineage, in.readSigned());
      String store = in.readString();
      if (!stores.contains(store)) {
        stores.add(store);
      }
    }
    return new Heritage(lineage == Long.MIN_VALUE ? now : lineage, String.join(" or ", stores));
  }
}
