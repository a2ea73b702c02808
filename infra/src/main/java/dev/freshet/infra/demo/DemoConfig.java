package dev.freshet.infra.demo;

import dev.freshet.infra.stack.StackConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a demo is asked to be.
 *
 * @param stack its repository is the shop's
 * @param length for how long events are sent; empty for until stopped
 * @param rate records a second
 * @param seed of the shop
 * @param json whether a program reads the result
 * @param started when this process was started
 */
public record DemoConfig(
    StackConfig stack,
    Optional<Duration> length,
    double rate,
    long seed,
    boolean json,
    Instant started) {}
