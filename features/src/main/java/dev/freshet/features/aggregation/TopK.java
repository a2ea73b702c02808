package dev.freshet.features.aggregation;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.type.ListType;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The values that most events had, by their number, descending, then by value, ascending. Of a list
 * each different element counts once.
 *
 * @param of {@code string}, {@code int64} or {@code list<string>}
 * @param k how many are listed
 * @param maxKeys among how many; beyond that those with fewest events are left out
 */
public record TopK(ValueType of, int k, int maxKeys) implements Aggregation {

  public TopK {
    Options.require(
        of == Scalar.STRING || of == Scalar.INT64 || of.equals(Options.STRINGS),
        "top_k of " + of + "; it takes string, int64 or list<string>");
    Options.length("top_k", k, Integer.MAX_VALUE);
    Options.keys("top_k", maxKeys);
  }

  @Override
  public String canonical() {
    return "top_k(" + of + ", " + k + ", max_keys " + maxKeys + ")";
  }

  @Override
  public ValueType type() {
    return new ListType(key());
  }

  private Scalar key() {
    return of == Scalar.INT64 ? Scalar.INT64 : Scalar.STRING;
  }

  @Override
  public List<Object> empty() {
    return List.of();
  }

  @Override
  public Partial zero() {
    return new Ranked(new KeyTable(maxKeys, null), Math.min(k, maxKeys));
  }

  @Override
  public Partial read(ByteReader in) {
    return new Ranked(KeyTable.read(in, key(), maxKeys, null), Math.min(k, maxKeys));
  }

  private static final class Ranked extends Tally {

    private final int k;

    Ranked(KeyTable table, int k) {
      super(table);
      this.k = k;
    }

    @Override
    public int add(Object value, Object keys, long timestamp, byte[] tie) {
      return take(value, null, timestamp, tie);
    }

    @Override
    public Reading reading() {
      Comparator<Integer> byCount = Comparator.comparingLong(table()::count);
      return new Reading.Constant(
          Arrays.stream(table().largest(k))
              .boxed()
              .sorted(byCount.reversed())
              .map(table()::key)
              .toList());
    }
  }
}
