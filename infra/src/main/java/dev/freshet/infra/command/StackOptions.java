package dev.freshet.infra.command;

import dev.freshet.features.definition.Repository;
import dev.freshet.infra.console.EnvironmentException;
import dev.freshet.infra.console.InputException;
import dev.freshet.infra.quantity.ByteSize;
import dev.freshet.infra.stack.StackConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command that runs a whole system takes. */
final class StackOptions {

  static final String CHECKPOINT_INTERVAL =
      "How far checkpoints are apart, 5s by default: each makes a file in every folder of the"
          + " archive that has new rows, and after a failure so much is done again.";

  @Option(names = "--port", paramLabel = "P", description = "Port of HTTP; a free one by default.")
  private int port;

  @Option(
      names = "--grpc-port",
      paramLabel = "P",
      description = "Port of gRPC; a free one by default.")
  private int grpcPort;

  @Option(names = "--archive", paramLabel = "DIR", description = ArchiveFolder.DESCRIPTION)
  private Optional<Path> archive = Optional.empty();

  @Option(names = "--checkpoint-interval", paramLabel = "D", description = CHECKPOINT_INTERVAL)
  private Optional<Duration> checkpointInterval = Optional.empty();

  @Option(names = "--verbose", description = "Send the logs of all parts to stderr.")
  private boolean verbose;

  @Mixin private ServedLogOptions served;

  /**
   * The stack that is asked for.
   *
   * @throws InputException if the repository's events cannot be archived, and are to be
   * @throws EnvironmentException if there is no writing to the archive's folder
   */
  StackConfig config(
      Path folder,
      Repository repository,
      Optional<Duration> freshness,
      Optional<ByteSize> rowBudget) {
    archive.ifPresent(dir -> ArchiveFolder.prepare(dir, repository));
    return new StackConfig(
        folder,
        freshness,
        rowBudget,
        served.arguments(),
        archive,
        checkpointInterval,
        port,
        grpcPort,
        verbose);
  }
}
