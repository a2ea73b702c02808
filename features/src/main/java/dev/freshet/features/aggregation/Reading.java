package dev.freshet.features.aggregation;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A value as a function of the reader's instant, as long as no event comes and no tile leaves. */
public sealed interface Reading {

  /** The value at an epoch millisecond; {@code null} where there is none. */
  Object at(long t);

  /**
   * A value that stays.
   *
   * @param value {@code null} where there is none
   */
  record Constant(Object value) implements Reading {

    public static final Constant NOTHING = new Constant(null);

    @Override
    public Object at(long t) {
      return value;
    }
  }

  /**
   * A sum that halves with every half-life: {@code sum * 2^(-(t - reference) / halfLife)}.
   *
   * @param sum the sum at the reference
   * @param reference epoch milliseconds
   */
  record Decaying(double sum, long reference, Duration halfLife) implements Reading {

    @Override
    public Double at(long t) {
      return decay(sum, t - reference, halfLife);
    }

    /**
     * What is left of a sum after some milliseconds. Underflow is 0, and never the negative one.
     */
    public static double decay(double sum, long elapsedMillis, Duration halfLife) {
      double factor = Math.pow(2, -(double) elapsedMillis / halfLife.toMillis());
      return Finite.clamp(sum * Finite.clamp(factor)) + 0.0;
    }
  }

  /** One decaying sum per key, in key order. */
  record DecayingByKey(Map<String, Decaying> sums) implements Reading {

    public DecayingByKey {
      sums = Collections.unmodifiableMap(new LinkedHashMap<>(sums));
    }

    @Override
    public Map<String, Double> at(long t) {
      Map<String, Double> values = new LinkedHashMap<>();
      sums.forEach((key, sum) -> values.put(key, sum.at(t)));
      return Collections.unmodifiableMap(values);
    }
  }

  /**
   * The seconds since an instant.
   *
   * @param since epoch milliseconds
   */
  record Elapsed(long since) implements Reading {

    @Override
    public Double at(long t) {
      return (t - since) / 1000.0;
    }
  }
}
