package dev.freshet.infra.replay;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a replay is asked to do.
 *
 * @param kafka host and port
 * @param sources the names of those to send; empty for all that have files
 * @param speed how many times faster than the events' times; empty for as fast as possible
 * @param endNow whether all times are shifted so that the last event is now
 * @param awaitStore whether to wait until all that was sent is reflected in the store
 * @param timeout how long to wait for that; empty for ever
 */
public record ReplayConfig(
    String kafka,
    List<String> sources,
    OptionalDouble speed,
    boolean endNow,
    boolean awaitStore,
    Optional<Duration> timeout) {

  public ReplayConfig {
    sources = List.copyOf(sources);
  }
}
