package dev.freshet.features.aggregation;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;
import dev.freshet.features.type.Scalar;

/** The earliest or the latest of some occurrences. */
final class Edge implements Partial {

  private final boolean latest;
  private Occurrence held;

  Edge(boolean latest) {
    this.latest = latest;
  }

  @Override
  public int add(Object value, Object keys, long timestamp, byte[] tie) {
    if (held == null || (latest ? timestamp >= held.timestamp() : timestamp <= held.timestamp())) {
      take(new Occurrence(timestamp, tie, value));
    }
    return 0;
  }

  @Override
  public int merge(Partial other) {
    Occurrence theirs = ((Edge) other).held;
    if (theirs != null) {
      take(theirs);
    }
    return 0;
  }

  private void take(Occurrence next) {
    if (held == null || (latest ? next.compareTo(held) > 0 : next.compareTo(held) < 0)) {
      held = next;
    }
  }

  @Override
  public Reading reading() {
    return held == null ? Reading.Constant.NOTHING : new Reading.Constant(held.value());
  }

  @Override
  public void write(ByteWriter out) {
    out.writeByte(held == null ? 0 : 1);
    if (held != null) {
      out.writeSigned(held.timestamp());
      held.write(out);
    }
  }

  static Edge read(ByteReader in, Scalar type, boolean latest) {
    Edge edge = new Edge(latest);
    int occurrences = in.readByte();
    if (occurrences > 1) {
      throw in.malformed(occurrences + " occurrences where at most one belongs");
    }
    if (occurrences == 1) {
      edge.held = Occurrence.read(in, type, in.readSigned());
    }
    return edge;
  }

  @Override
  public int heapBytes() {
    return 24 + (held == null ? 0 : held.heapBytes());
  }
}
