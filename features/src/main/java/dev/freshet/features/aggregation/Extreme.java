package dev.freshet.features.aggregation;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;
import dev.freshet.features.type.Scalar;

/** The least or the greatest of some numbers, all {@link Long} or all {@link Double}. */
final class Extreme implements Partial {

  private final boolean greatest;
  private Object held;

  Extreme(boolean greatest) {
    this.greatest = greatest;
  }

  @Override
  public int add(Object value, Object keys, long timestamp, byte[] tie) {
    if (held == null || (greatest ? compare(value, held) > 0 : compare(value, held) < 0)) {
      held = value;
    }
    return 0;
  }

  @Override
  public int merge(Partial other) {
    Object theirs = ((Extreme) other).held;
    return theirs == null ? 0 : add(theirs, null, 0, null);
  }

  private static int compare(Object left, Object right) {
    return left instanceof Long integer
        ? Long.compare(integer, (Long) right)
        : Double.compare((Double) left, (Double) right);
  }

  @Override
  public Reading reading() {
    return held == null ? Reading.Constant.NOTHING : new Reading.Constant(held);
  }

  @Override
  public void write(ByteWriter out) {
    out.writeScalar(held);
  }

  static Extreme read(ByteReader in, Scalar type, boolean greatest) {
    Extreme extreme = new Extreme(greatest);
    extreme.held = Occurrence.readValue(in, type);
    return extreme;
  }

  @Override
  public int heapBytes() {
    return 48;
  }
}
