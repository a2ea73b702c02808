package dev.freshet.features.aggregation;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;
import dev.freshet.features.type.Scalar;
import java.util.HashSet;
import java.util.Set;

/**
 * The latest occurrence of each value, of the k values seen last. A value that is let go has k
 * others seen after it, and so is never missed by a merge.
 */
final class SeveralDistinct implements Partial {

  /** Up to how many occurrences are merged one by one rather than all together. */
  private static final int FEW = 4;

  private final int k;
  private Occurrences held;

  SeveralDistinct(int k) {
    this(k, new Occurrences(true, 1));
  }

  private SeveralDistinct(int k, Occurrences held) {
    this.k = k;
    this.held = held;
  }

  @Override
  public int add(Object value, Object keys, long timestamp, byte[] tie) {
    take(new Occurrence(timestamp, tie, value));
    return 0;
  }

  @Override
  public int merge(Partial other) {
    Occurrences theirs = ((SeveralDistinct) other).held;
    if (theirs.size() <= FEW) {
      for (int i = theirs.size() - 1; i >= 0; i--) {
        take(theirs.get(i));
      }
    } else {
      held = latest(theirs);
    }
    return 0;
  }

  private void take(Occurrence next) {
    int full = held.size();
    if (full == k && held.compare(next, held.get(0)) < 0) {
      return;
    }
    int before = indexOf(next.value());
    if (before >= 0) {
      if (held.compare(next, held.get(before)) <= 0) {
        return;
      }
      held.remove(before);
    } else if (full == k) {
      held.remove(0);
    }
    held.insert(next);
  }

  private int indexOf(Object value) {
    int index = held.size() - 1;
    while (index >= 0 && !held.get(index).value().equals(value)) {
      index--;
    }
    return index;
  }

  private Occurrences latest(Occurrences theirs) {
    int mine = held.size();
    int other = theirs.size();
    Occurrences merged = new Occurrences(true, Math.min(k, mine + other));
    Set<Object> seen = new HashSet<>();
    while (merged.size() < k && mine + other > 0) {
      boolean ours =
          other == 0 || (mine > 0 && held.compare(held.get(mine - 1), theirs.get(other - 1)) >= 0);
      Occurrence next = ours ? held.get(--mine) : theirs.get(--other);
      if (seen.add(next.value())) {
        merged.append(next);
      }
    }
    merged.reverse();
    return merged;
  }

  @Override
  public Reading reading() {
    return new Reading.Constant(held.values(k));
  }

  @Override
  public void write(ByteWriter out) {
    held.write(out, k);
  }

  static SeveralDistinct read(ByteReader in, Scalar type, int k) {
    Occurrences held = Occurrences.read(in, type, true);
    if (held.size() > k) {
      throw in.malformed(held.size() + " occurrences where at most " + k + " belong");
    }
    return new SeveralDistinct(k, held);
  }

  @Override
  public int heapBytes() {
    return 24 + held.heapBytes();
  }
}
