package dev.freshet.features.aggregation;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.type.ListType;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import java.util.List;

/**
 * The values of the latest events, the newest first.
 *
 * @param element the type of the values
 * @param k how many, 1 to {@value #MAX_K}
 */
public record LastK(Scalar element, int k) implements Aggregation {

  /** The greatest {@code k}. */
  public static final int MAX_K = 1000;

  public LastK {
    Options.length("last_k", k, MAX_K);
  }

  @Override
  public String canonical() {
    return "last_k(" + element + ", " + k + ")";
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
    return new Several(k, true);
  }

  @Override
  public Partial read(ByteReader in) {
    return Several.read(in, element, k, true);
  }
}
