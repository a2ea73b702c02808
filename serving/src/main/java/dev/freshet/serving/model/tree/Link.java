package dev.freshet.serving.model.tree;

import static java.util.Map.entry;

import dev.freshet.serving.model.UnusableModelException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What makes a score of a sum of leaves: what the library does for its objectives. */
enum Link {
  /** The sum itself. */
  IDENTITY,
  /** A probability. */
  LOGISTIC,
  /** A rate or a mean, above 0. */
  EXPONENTIAL,
  /** 1 above 0, else 0. */
  STEP;

  private static final SortedMap<String, Link> BY_OBJECTIVE =
      new TreeMap<>(
          Map.ofEntries(
              entry("binary:hinge", STEP),
              entry("binary:logistic", LOGISTIC),
              entry("binary:logitraw", IDENTITY),
              entry("count:poisson", EXPONENTIAL),
              entry("rank:map", IDENTITY),
              entry("rank:ndcg", IDENTITY),
              entry("rank:pairwise", IDENTITY),
              entry("reg:absoluteerror", IDENTITY),
              entry("reg:expectileerror", IDENTITY),
              entry("reg:gamma", EXPONENTIAL),
              entry("reg:linear", IDENTITY),
              entry("reg:logistic", LOGISTIC),
              entry("reg:pseudohubererror", IDENTITY),
              entry("reg:quantileerror", IDENTITY),
              entry("reg:squarederror", IDENTITY),
              entry("reg:squaredlogerror", IDENTITY),
              entry("reg:tweedie", EXPONENTIAL),
              entry("survival:cox", EXPONENTIAL)));

  /** The library keeps probabilities this far from 0 and 1 before it takes their logarithm. */
  private static final float LEAST = 1e-6f;

  static Link of(String objective) throws UnusableModelException {
    Link link = BY_OBJECTIVE.get(objective);
    if (link != null) {
      return link;
    }
    throw new UnusableModelException(
        "the objective is %s; one of %s can be scored%s"
            .formatted(
                objective,
                String.join(", ", BY_OBJECTIVE.keySet()),
                objective.startsWith("multi:") ? "; train one model per class" : ""));
  }

  double score(double raw) {
    return switch (this) {
      case IDENTITY -> raw;
      case LOGISTIC -> 1 / (1 + Math.exp(-raw));
      case EXPONENTIAL -> Math.exp(raw);
      case STEP -> raw > 0 ? 1 : 0;
    };
  }

  /**
   * What leaves are added to.
   *
   * @param base as in the file: a score where there is an inverse, not a sum
   */
  float start(float base) throws UnusableModelException {
    if (this == LOGISTIC) {
      if (!(base >= 0 && base <= 1)) {
        throw new UnusableModelException(
            "base_score is %s; it is a probability here, from 0 to 1".formatted(base));
      }
      float probability = Math.min(Math.max(base, LEAST), 1 - LEAST);
      return (float) -Math.log(1 / probability - 1);
    }
    if (this == EXPONENTIAL) {
      if (!(base > 0)) {
        throw new UnusableModelException("base_score is %s; it must be above 0".formatted(base));
      }
      return (float) Math.log(base);
    }
    return base;
  }
}
