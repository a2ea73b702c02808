package dev.freshet.infra.command;

import dev.freshet.features.definition.InvalidRepositoryException;
import dev.freshet.infra.console.Console;
import dev.freshet.infra.console.EnvironmentException;
import dev.freshet.infra.console.ExitCode;
import dev.freshet.infra.console.InputException;
import dev.freshet.infra.served.ServedLogs;
import dev.freshet.serving.FeatureServer;
import dev.freshet.serving.FeatureServerConfig;
import dev.freshet.serving.external.WrongAddressException;
import dev.freshet.serving.log.ServedLogConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code serve}: the feature server, until it is stopped. */
@Command(
    name = "serve",
    description = "Serves features over HTTP and gRPC from the store that the stream job writes.")
final class ServeCommand implements Callable<Integer> {

  private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

  @Mixin private RepositoryFolder repository;

  @Option(
      names = "--redis",
      required = true,
      paramLabel = "URI",
      description =
          "The store, such as redis://127.0.0.1:6379; rediss:// for TLS, user:password@ before the"
              + " host; a cluster by any of its nodes.")
  private String redis;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "Listen there; on all addresses by default.")
  private String host = "0.0.0.0";

  @Option(
      names = "--port",
      paramLabel = "P",
      description = "Port of HTTP, 8080 by default; 0 for a free one.")
  private int port = 8080;

  @Option(
      names = "--grpc-port",
      paramLabel = "P",
      description = "Port of gRPC, 6566 by default; 0 for a free one.")
  private int grpcPort = FeatureServerConfig.DEFAULT_GRPC_PORT;

  @Option(
      names = "--deadline",
      paramLabel = "D",
      description = "How long an answer may take, 50ms by default.")
  private Duration deadline = FeatureServerConfig.DEFAULT_DEADLINE;

  @Option(names = "--json", description = "Print {\"http\", \"grpc\"} once the ports are open.")
  private boolean json;

  @Mixin private ServedLogOptions served;

  @Mixin private ParentOption parent;

  private final Console console;

  ServeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InvalidRepositoryException, InterruptedException {
    parent.watch();
    FeatureServerConfig config =
        FeatureServerConfig.of(repository.read(), redis)
            .withHost(host)
            .withPorts(port, grpcPort)
            .withDeadline(deadline);
    FeatureServer server = start(logged(config));
    Map<String, Object> addresses = new LinkedHashMap<>();
    addresses.put("http", "http://" + shownHost() + ":" + server.httpPort());
    addresses.put("grpc", shownHost() + ":" + server.grpcPort());
    console.result(addresses, json);
    new UntilStopped(console, server, STOP_PATIENCE).run();
    return ExitCode.DONE;
  }

  private FeatureServerConfig logged(FeatureServerConfig config) {
    double share = served.share();
    return served
        .place()
        .map(place -> new ServedLogConfig(ServedLogs.open(place), share))
        .map(config::withServedLog)
        .orElse(config);
  }

  private static FeatureServer start(FeatureServerConfig config) {
    try {
      return FeatureServer.start(config);
    } catch (IOException e) {
      throw new EnvironmentException("cannot listen: " + e.getMessage() + "; name other ports", e);
    } catch (WrongAddressException e) {
      throw new InputException(e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new InputException(
          "--redis "
              + config.redis()
              + ": "
              + e.getMessage()
              + "; write such as redis://127.0.0.1:6379",
          e);
    }
  }

  private String shownHost() {
    return host.equals("0.0.0.0") ? "127.0.0.1" : host;
  }
}
