package dev.freshet.pipelines.training;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;
import dev.freshet.pipelines.sort.Sortable;

/**
 * What one entity answers to a row of the spine.
 *
 * @param row the row's number in the spine, from 0
 * @param part which of the row's entities
 * @param values of the part's features, in order; {@code null} where there is none
 */
record Answer(long row, int part, Object[] values) {

  /** In the order of rows. */
  Sortable sortable() {
    ByteWriter out = new ByteWriter(64);
    for (Object value : values) {
      out.writeValue(value);
    }
    return new Sortable(row, part, out.toByteArray());
  }

  static Answer of(Sortable sortable, int count) {
    ByteReader in = new ByteReader(sortable.bytes());
    Object[] values = new Object[count];
    for (int i = 0; i < count; i++) {
      values[i] = in.readValue();
    }
    return new Answer(sortable.major(), (int) sortable.minor(), values);
  }
}
