package dev.freshet.features.aggregation;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;
import dev.freshet.features.type.Scalar;

/**
 * The k earliest or the k latest of some occurrences. Up to twice as many are held, so that letting
 * one go costs little; those beyond k are neither read nor written.
 */
final class Several implements Partial {

  private final int k;
  private final boolean latest;
  private Occurrences held;

  Several(int k, boolean latest) {
    this(k, latest, new Occurrences(latest, 1));
  }

  private Several(int k, boolean latest, Occurrences held) {
    this.k = k;
    this.latest = latest;
    this.held = held;
  }

  @Override
  public int add(Object value, Object keys, long timestamp, byte[] tie) {
    take(new Occurrence(timestamp, tie, value));
    return 0;
  }

  @Override
  public int merge(Partial other) {
    Occurrences theirs = ((Several) other).held;
    if (theirs.size() == 1) {
      take(theirs.get(0));
    } else if (theirs.size() > 0 && isWanted(theirs.get(theirs.size() - 1))) {
      held = mostWanted(theirs);
    }
    return 0;
  }

  private void take(Occurrence next) {
    if (isWanted(next)) {
      held.insert(next);
      if (held.size() == 2 * k) {
        held.keep(k);
      }
    }
  }

  private boolean isWanted(Occurrence next) {
    return held.size() < k || held.compare(next, held.get(held.size() - k)) > 0;
  }

  private Occurrences mostWanted(Occurrences theirs) {
    int mine = held.size();
    int other = theirs.size();
    int wanted = Math.min(k, mine + other);
    Occurrences merged = new Occurrences(latest, wanted);
    while (merged.size() < wanted) {
      boolean ours =
          other == 0 || (mine > 0 && held.compare(held.get(mine - 1), theirs.get(other - 1)) >= 0);
      merged.append(ours ? held.get(--mine) : theirs.get(--other));
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

  static Several read(ByteReader in, Scalar type, int k, boolean latest) {
    Occurrences held = Occurrences.read(in, type, latest);
    if (held.size() > k) {
      throw in.malformed(held.size() + " occurrences where at most " + k + " belong");
    }
    return new Several(k, latest, held);
  }

  @Override
  public int heapBytes() {
    return 24 + held.heapBytes();
  }
}
