package dev.freshet.pipelines.training;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;
import dev.freshet.pipelines.sort.Sortable;

/**
 * What a row of the spine asks of one of its entities.
 *
 * @param part which of the entities by name
 * @param key which of that name
 * @param row the row's number in the spine, from 0
 * @param instant epoch milliseconds
 */
record Ask(int part, String key, long row, long instant) {

  /** The instant, in the order of the sort: before what becomes known in the same millisecond. */
  Sortable sortable() {
    ByteWriter out = new ByteWriter(key.length() + 16);
    out.writeFixed(row, Long.BYTES).writeUnsigned(part).writeString(key);
    return new Sortable(Place.of(part, key), instant * 2, out.toByteArray());
  }

  static boolean is(Sortable sortable) {
    return (sortable.minor() & 1) == 0;
  }

  static Ask of(Sortable sortable) {
    ByteReader in = new ByteReader(sortable.bytes());
    long row = in.readFixed(Long.BYTES);
    int part = (int) in.readUnsigned();
    return new Ask(part, in.readString(), row, sortable.minor() >> 1);
  }
}
