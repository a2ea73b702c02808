package dev.freshet.pipelines.type;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;
import dev.freshet.features.event.Event;

/**
 * An event as bytes between the parts of one job: its time, what breaks its ties, its slots.
 * Whether it is identified is a flag that the writer has a place for.
 */
public final class EventBytes {

  private EventBytes() {}

  public static void write(ByteWriter out, Event event) {
    out.writeSigned(event.timestamp()).writeBlock(event.tie());
    out.writeUnsigned(event.slots().length);
    for (Object slot : event.slots()) {
      out.writeValue(slot);
    }
  }

  public static Event read(ByteReader in, boolean identified) {
    long timestamp = in.readSigned();
    byte[] tie = in.readBlock();
    Object[] slots = new Object[(int) in.readUnsigned()];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = in.readValue();
    }
    return new Event(timestamp, identified, tie, slots);
  }
}
