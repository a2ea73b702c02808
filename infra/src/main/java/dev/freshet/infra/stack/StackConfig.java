package dev.freshet.infra.stack;

import dev.freshet.infra.quantity.ByteSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a one-machine stack is asked to be.
 *
 * @param repository the folder of definitions
 * @param freshness how long the job may wait to write what it knows; empty for its default
 * @param rowBudget how large the steps of a row may grow; empty for the job's default
 * @param serving what else serving is told, as on the command line
 * @param archive where the job archives what it accepts
 * @param checkpointInterval how far checkpoints are apart; empty for the job's default
 * @param port of HTTP; 0 for a free one
 * @param grpcPort 0 for a free one
 * @param verbose whether the parts' logs go to stderr instead of files
 */
public record StackConfig(
    Path repository,
    Optional<Duration> freshness,
    Optional<ByteSize> rowBudget,
    List<String> serving,
    Optional<Path> archive,
    Optional<Duration> checkpointInterval,
    int port,
    int grpcPort,
    boolean verbose) {

  public StackConfig {
    serving = List.copyOf(serving);
    repository = repository.toAbsolutePath().normalize();
    archive = archive.map(folder -> folder.toAbsolutePath().normalize());
  }

  /** The same for another folder of definitions. */
  public StackConfig withRepository(Path folder) {
    return new StackConfig(
        folder,
        freshness,
        rowBudget,
        serving,
        archive,
        checkpointInterval,
        port,
        grpcPort,
        verbose);
  }

  /** Defaults in everything. */
  public static StackConfig of(Path repository) {
    return new StackConfig(
        repository,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        0,
        0,
        false);
  }
}
