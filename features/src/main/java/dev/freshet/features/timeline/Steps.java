package dev.freshet.features.timeline;

import dev.freshet.features.aggregation.Reading;
import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;

/**
 * Writes the readings of one timeline one after the other, each as what changed since the one
 * before, or reads them again. One object serves one timeline in one direction.
 */
interface Steps {

  void write(ByteWriter out, Reading reading);

  void read(ByteReader in);

  /** The value of the reading that was read last; {@code null} where there is none. */
  Object at(long t);
}
