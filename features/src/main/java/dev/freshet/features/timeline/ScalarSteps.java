package dev.freshet.features.timeline;

import dev.freshet.features.aggregation.Reading;
import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;

/** Tagged scalars, each in full. */
final class ScalarSteps implements Steps {

  private Object value;

  @Override
  public void write(ByteWriter out, Reading reading) {
    out.writeScalar(((Reading.Constant) reading).value());
  }

  @Override
  public void read(ByteReader in) {
    value = in.readScalar();
  }

  @Override
  public Object at(long t) {
    return value;
  }
}
