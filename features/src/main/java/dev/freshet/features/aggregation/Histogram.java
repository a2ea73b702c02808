package dev.freshet.features.aggregation;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.type.MapType;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import java.util.Collections;
import java.util.Map;

/**
 * How many events had each value. Of a list each different element counts once.
 *
 * @param of {@code string} or {@code list<string>}
 * @param maxKeys how many values are shown; beyond that those with fewest events are left out
 */
public record Histogram(ValueType of, int maxKeys) implements Aggregation {

  public Histogram {
    Options.require(
        of == Scalar.STRING || of.equals(Options.STRINGS),
        "histogram of " + of + "; it takes string or list<string>");
    Options.keys("histogram", maxKeys);
  }

  @Override
  public String canonical() {
    return "histogram(" + of + ", max_keys " + maxKeys + ")";
  }

  @Override
  public ValueType type() {
    return new MapType(Scalar.INT64);
  }

  @Override
  public Map<String, Object> empty() {
    return Map.of();
  }

  @Override
  public Partial zero() {
    return new ByValue(new KeyTable(maxKeys, null));
  }

  @Override
  public Partial read(ByteReader in) {
    return new ByValue(KeyTable.read(in, Scalar.STRING, maxKeys, null));
  }

  private static final class ByValue extends Tally {

    ByValue(KeyTable table) {
      super(table);
    }

    @Override
    public int add(Object value, Object keys, long timestamp, byte[] tie) {
      return take(value, null, timestamp, tie);
    }

    @Override
    public Reading reading() {
      return new Reading.Constant(Collections.unmodifiableMap(byKey(table()::count)));
    }
  }
}
