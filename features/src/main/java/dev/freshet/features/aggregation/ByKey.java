package dev.freshet.features.aggregation;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.type.MapType;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import java.util.Collections;
import java.util.Map;

/**
 * An aggregation for each key that events have: a map from key to value. An event with a list of
 * keys counts once for each different one.
 *
 * @param inner {@code count sum avg min max last decayed_sum}
 * @param maxKeys how many keys are shown; beyond that those with fewest events are left out
 */
public record ByKey(Aggregation inner, int maxKeys) implements Aggregation {

  public ByKey {
    Options.require(
        inner instanceof Count
            || inner instanceof Sum
            || inner instanceof Avg
            || inner instanceof Min
            || inner instanceof Max
            || inner instanceof Last
            || inner instanceof DecayedSum,
        "by with " + inner.canonical() + "; it takes count sum avg min max last decayed_sum");
    Options.keys(inner.canonical() + " by", maxKeys);
  }

  @Override
  public String canonical() {
    return inner.canonical() + " by (max_keys " + maxKeys + ")";
  }

  @Override
  public ValueType type() {
    return new MapType((Scalar) inner.type());
  }

  @Override
  public Map<String, Object> empty() {
    return Map.of();
  }

  @Override
  public Partial zero() {
    return partial(new KeyTable(maxKeys, perKey()));
  }

  @Override
  public Partial read(ByteReader in) {
    return partial(KeyTable.read(in, Scalar.STRING, maxKeys, perKey()));
  }

  /** The table counts events anyway. */
  private Aggregation perKey() {
    return inner instanceof Count ? null : inner;
  }

  private Partial partial(KeyTable table) {
    return inner instanceof Count
        ? new Counts(table)
        : inner instanceof DecayedSum ? new DecayedSums(table) : new Values(table);
  }

  @Override
  public boolean windowed() {
    return inner.windowed();
  }

  private abstract static class Keyed extends Tally {

    Keyed(KeyTable table) {
      super(table);
    }

    @Override
    public final int add(Object value, Object keys, long timestamp, byte[] tie) {
      return take(keys, value, timestamp, tie);
    }
  }

  private static final class Counts extends Keyed {

    Counts(KeyTable table) {
      super(table);
    }

    @Override
    public Reading reading() {
      return new Reading.Constant(Collections.unmodifiableMap(byKey(table()::count)));
    }
  }

  private static final class Values extends Keyed {

    Values(KeyTable table) {
      super(table);
    }

    @Override
    public Reading reading() {
      return new Reading.Constant(Collections.unmodifiableMap(byKey(this::value)));
    }

    private Object value(int index) {
      return ((Reading.Constant) table().partial(index).reading()).value();
    }
  }

  private static final class DecayedSums extends Keyed {

    DecayedSums(KeyTable table) {
      super(table);
    }

    @Override
    public Reading reading() {
      return new Reading.DecayingByKey(
          byKey(index -> (Reading.Decaying) table().partial(index).reading()));
    }
  }
}
