package dev.freshet.features.timeline;

import dev.freshet.features.aggregation.Reading;
import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;

/**
 * Integers: the signed difference to the one before, the first to 0; differences may wrap around.
 */
final class IntegerSteps implements Steps {

  private long value;

  @Override
  public void write(ByteWriter out, Reading reading) {
    long next = (Long) ((Reading.Constant) reading).value();
    out.writeSigned(next - value);
    value = next;
  }

  @Override
  public void read(ByteReader in) {
    value += in.readSigned();
  }

  @Override
  public Object at(long t) {
    return value;
  }
}
