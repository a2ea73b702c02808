package dev.freshet.features.timeline;

import dev.freshet.features.aggregation.Reading;
import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;

/** The value with no event: no bytes. */
record EmptySteps(Object empty) implements Steps {

  @Override
  public void write(ByteWriter out, Reading reading) {}

  @Override
  public void read(ByteReader in) {}

  @Override
  public Object at(long t) {
    return empty;
  }
}
