package dev.freshet.infra.demo;

import dev.freshet.infra.stack.StackConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a demo is asked to be.
 *
 * @param shop the folder of the shop's definitions
 * @param stack its repository is the shop's
 * @param length for how long events are sent; empty for until stopped
 * @param rate records a second
 * @param seed of the shop
 * @param json whether a program reads the result
 * @param started when this process was started
 */
public record DemoConfig(
    Path shop,
    StackConfig stack,
    Optional<Duration> length,
    double rate,
    long seed,
    boolean json,
    Instant started) {

  /** What a trial takes at least. */
  private static final Duration SHORTEST_TRIAL = Duration.ofSeconds(60);

  /** After how long events a model is trained. */
  private static final Duration TRAIN_AFTER = Duration.ofSeconds(60);

  /** After how long of events a model is trained; empty if the demo is too short for it. */
  Optional<Duration> trainAfter() {
    Duration half = length.map(whole -> whole.dividedBy(2)).orElse(TRAIN_AFTER);
    return length.isPresent() && length.get().compareTo(SHORTEST_TRIAL) < 0
        ? Optional.empty()
        : Optional.of(half.compareTo(TRAIN_AFTER) < 0 ? half : TRAIN_AFTER);
  }
}
