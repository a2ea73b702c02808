package dev.freshet.features.aggregation;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.type.ListType;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import java.util.List;

/**
 * The values seen last, each once: by latest occurrence, the newest first.
 *
 * @param element {@code string} or {@code int64}
 * @param k how many, 1 to {@value #MAX_K}
 */
public record LastDistinctK(Scalar element, int k) implements Aggregation {

  /** The greatest {@code k}. */
  public static final int MAX_K = 1000;

  public LastDistinctK {
    Options.key("last_distinct_k", element);
    Options.length("last_distinct_k", k, MAX_K);
  }

  @Override
  public String canonical() {
    return "last_distinct_k(" + element + ", " + k + ")";
  }

  @Override
  public ValueType type() {
    return new ListType(element);
  }

  @Override
  public List<Object> empty() {
    return List.of();
  }

  @Override
  public Partial zero() {
    return new SeveralDistinct(k);
  }

  @Override
  public Partial read(ByteReader in) {
    return SeveralDistinct.read(in, element, k);
  }
}
