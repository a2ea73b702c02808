package dev.freshet.features.pair;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;
import dev.freshet.features.bytes.MalformedBytesException;
import java.util.ArrayList;
import java.util.List;

/**
 * The latest events of one person, say, in their order. Mutable, not thread-safe; changed by {@link
 * PairFold} only.
 */
public final class PairState {

  private static final int VERSION = 1;

  private final List<Seen> seen;

  private PairState(List<Seen> seen) {
    this.seen = seen;
  }

  /** A state of no event. */
  public static PairState create() {
    return new PairState(new ArrayList<>());
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws MalformedBytesException if it was something else
   */
  public static PairState read(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int version = in.readByte();
    if (version != VERSION) {
      throw new MalformedBytesException("a state of pairs of the unknown version " + version, 0);
    }
    int size = (int) in.readUnsigned();
    List<Seen> seen = new ArrayList<>(Math.min(size, PairFold.MOST_SEEN) + 1);
    long timestamp = 0;
    for (int i = 0; i < size; i++) {
      timestamp += in.readSigned();
      boolean identified = in.readByte() == 1;
      seen.add(new Seen(timestamp, identified, in.readBlock(), in.readValue()));
    }
    return new PairState(seen);
  }

  /** The state as bytes. */
  public byte[] write() {
    ByteWriter out = new ByteWriter(16 + seen.size() * 48);
    out.writeByte(VERSION).writeUnsigned(seen.size());
    long before = 0;
    for (Seen one : seen) {
      out.writeSigned(one.timestamp() - before).writeByte(one.identified() ? 1 : 0);
      out.writeBlock(one.tie()).writeValue(one.value());
      before = one.timestamp();
    }
    return out.toByteArray();
  }

  List<Seen> seen() {
    return seen;
  }
}
