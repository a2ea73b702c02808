package dev.freshet.features.aggregation;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.type.Scalar;

/**
 * The values of the latest events, the newest first.
 *
 * @param element the type of the values
 * @param k how many, 1 to {@value SomeValues#MAX_K}
 */
public record LastK(Scalar element, int k) implements SomeValues {

  public LastK {
    Options.length("last_k", k, MAX_K);
  }

  @Override
  public String canonical() {
    return "last_k(" + element + ", " + k + ")";
  }

  @Override
  public Partial zero() {
    return new Several(k, true);
  }

  @Override
  public Partial read(ByteReader in) {
    return Several.read(in, element, k, true);
  }
}
