package dev.freshet.features.aggregation;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.type.Scalar;

/**
 * The values seen last, each once: by latest occurrence, the newest first.
 *
 * @param element {@code string} or {@code int64}
 * @param k how many, 1 to {@value SomeValues#MAX_K}
 */
public record LastDistinctK(Scalar element, int k) implements SomeValues {

  public LastDistinctK {
    Options.key("last_distinct_k", element);
    Options.length("last_distinct_k", k, MAX_K);
  }

  @Override
  public String canonical() {
    return "last_distinct_k(" + element + ", " + k + ")";
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
