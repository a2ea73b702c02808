package dev.freshet.pipelines.parity;

import dev.freshet.features.definition.Feature;
import java.util.Optional;

/**
 * What a difference is.
 *
 * @param behindMillis how long before the answer the first event was appended that the row did not
 *     know; empty if it knew all
 */
record Judgement(Kind kind, Optional<Long> behindMillis) {

  /** Kinds of differences. */
  enum Kind {
    /** Both are sums of the same, added up in another order. */
    ROUNDED,
    /** Both are a sketch's, and within its bound. */
    APPROXIMATE,
    /** The value is that of the events the row's version knew: others were folded later. */
    EXPLAINED,
    /** The value is not that of the events the row's version knew. */
    UNEXPLAINED,
    /** The archive does not have the events that the row's version knew. */
    NOT_ARCHIVED
  }

  static Judgement unexplained() {
    return new Judgement(Kind.UNEXPLAINED, Optional.empty());
  }

  static Judgement unknown() {
    return new Judgement(Kind.NOT_ARCHIVED, Optional.empty());
  }

  /**
   * What is to be said of a difference.
   *
   * @param verdict on the value that was served, by the events that the row knew
   */
  static Judgement of(Evidence.Verdict verdict, Optional<Long> behindMillis, Feature feature) {
    if (verdict == Evidence.Verdict.OTHER) {
      return new Judgement(Kind.UNEXPLAINED, behindMillis);
    } else if (behindMillis.isPresent()) {
      return new Judgement(Kind.EXPLAINED, behindMillis);
    }
    return new Judgement(
        SecondLook.isApproximate(feature) ? Kind.APPROXIMATE : Kind.ROUNDED, behindMillis);
  }
}
