package dev.freshet.features.aggregation;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.type.Scalar;

/**
 * The values of the earliest events, the oldest first.
 *
 * @param element the type of the values
 * @param k how many, 1 to {@value SomeValues#MAX_K}
 */
public record FirstK(Scalar element, int k) implements SomeValues {

  public FirstK {
    Options.length("first_k", k, MAX_K);
  }

  @Override
  public String canonical() {
    return "first_k(" + element + ", " + k + ")";
  }

  @Override
  public Partial zero() {
    return new Several(k, false);
  }

  @Override
  public Partial read(ByteReader in) {
    return Several.read(in, element, k, false);
  }
}
