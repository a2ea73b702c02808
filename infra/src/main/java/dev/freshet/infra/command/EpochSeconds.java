package dev.freshet.infra.command;

import dev.freshet.features.type.Timestamps;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Instants that were written as epoch seconds and are read as milliseconds: all soon after 1970.
 */
final class EpochSeconds {

  /** Epoch seconds of any time since, read as milliseconds, are earlier: 1971. */
  private static final long LOOK_SO = 31_536_000_000L;

  private EpochSeconds() {}

  /** What is to be said of a file whose latest instant is this; empty if nothing is. */
  static Optional<String> warning(Path file, long latest) {
    return latest >= LOOK_SO
        ? Optional.empty()
        : Optional.of(
            "%s: no instant is later than %s: are they epoch seconds? Numbers are read as epoch milliseconds"
                .formatted(file, Timestamps.format(latest)));
  }
}
