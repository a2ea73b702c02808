package dev.freshet.infra.train.slice;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Where examples are cut.
 *
 * @param after the instant at which the test slice begins, epoch milliseconds; empty for that of
 *     the latest fifth of the rows
 * @param horizon how long after a row its label was known
 */
public record Cut(OptionalLong after, Duration horizon) {

  /** How long before a slice begins the one before it ends: labels of one instant lie between. */
  long gapMillis() {
    return Math.max(1, horizon.toMillis());
  }
}
