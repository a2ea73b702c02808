package dev.freshet.infra.command;

import dev.freshet.infra.quantity.ByteSize;
import dev.freshet.infra.stack.StackConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command that runs a whole system takes. */
final class StackOptions {

  @Option(names = "--port", paramLabel = "P", description = "Port of HTTP; a free one by default.")
  private int port;

  @Option(
      names = "--grpc-port",
      paramLabel = "P",
      description = "Port of gRPC; a free one by default.")
  private int grpcPort;

  @Option(names = "--verbose", description = "Send the logs of all parts to stderr.")
  private boolean verbose;

  @Mixin private ServedLogOptions served;

  StackConfig config(Path folder, Optional<Duration> freshness, Optional<ByteSize> rowBudget) {
    return new StackConfig(
        folder, freshness, rowBudget, served.arguments(), port, grpcPort, verbose);
  }
}
