package dev.freshet.pipelines.training;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;
import dev.freshet.features.event.Event;
import dev.freshet.pipelines.sort.Sortable;
import dev.freshet.pipelines.type.EventBytes;

/**
 * An event told to one of its entities.
 *
 * @param part which of the entities by name
 * @param key which of that name
 * @param source the event's source, counted from 0 in the order of definition
 * @param known the instant at which it becomes known, epoch milliseconds: it counts after that
 * @param file which file it is from, in their order
 * @param number which record of the file
 */
record Fact(int part, String key, int source, Event event, long known, int file, long number) {

  /** Facts of one entity are in the order of time, those of one time and one id of files. */
  Sortable sortable() {
    ByteWriter out = new ByteWriter(128);
    out.writeFixed(tie(event.tie()), Long.BYTES);
    out.writeFixed(file, Integer.BYTES).writeFixed(number, Long.BYTES);
    out.writeUnsigned(part).writeString(key).writeUnsigned(source);
    out.writeByte(event.identified() ? 1 : 0);
    EventBytes.write(out, event);
    return new Sortable(Place.of(part, key), known * 2 + 1, out.toByteArray());
  }

  static Fact of(Sortable sortable) {
    ByteReader in = new ByteReader(sortable.bytes());
    in.skip(Long.BYTES);
    int file = (int) in.readFixed(Integer.BYTES);
    long number = in.readFixed(Long.BYTES);
    int part = (int) in.readUnsigned();
    String key = in.readString();
    int source = (int) in.readUnsigned();
    Event event = EventBytes.read(in, in.readByte() == 1);
    return new Fact(part, key, source, event, sortable.minor() >> 1, file, number);
  }

  private static long tie(byte[] id) {
    long hash = 1;
    for (byte b : id) {
      hash = (hash ^ b) * 0x100000001b3L;
      hash ^= hash >>> 29;
    }
    return hash;
  }
}
