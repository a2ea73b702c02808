package dev.freshet.infra.stack;

import dev.freshet.infra.console.EnvironmentException;
import dev.freshet.infra.process.FreePort;
import java.util.HashSet;
import java.util.Set;

/** The ports of a stack, free when they were chosen. */
record Ports(int http, int grpc, int kafka, int controller, int redis, int flink, int metrics) {

  /** Chooses ports; those of HTTP and gRPC are as the configuration names them, if it does. */
  static Ports choose(StackConfig config) {
    Set<Integer> taken = new HashSet<>();
    return new Ports(
        of("--port", config.port(), taken),
        of("--grpc-port", config.grpcPort(), taken),
        free(taken),
        free(taken),
        free(taken),
        free(taken),
        free(taken));
  }

  private static int of(String option, int port, Set<Integer> taken) {
    if (port == 0) {
      return free(taken);
    }
    if (!taken.add(port) || !FreePort.isFree(port)) {
      throw new EnvironmentException(
          option
              + " "
              + port
              + ": the port is taken; name another, or leave the option out for a free one");
    }
    return port;
  }

  private static int free(Set<Integer> taken) {
    int port = FreePort.find();
    while (!taken.add(port)) {
      port = FreePort.find();
    }
    return port;
  }
}
