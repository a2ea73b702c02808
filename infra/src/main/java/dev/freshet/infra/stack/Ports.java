package dev.freshet.infra.stack;

import dev.freshet.infra.console.EnvironmentException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;

/**
 * The ports of a stack, free when they were chosen. They lie below the range that outgoing
 * connections take theirs from, so that a part that is down for a moment finds its port free.
 */
record Ports(int http, int grpc, int kafka, int controller, int redis, int flink, int metrics) {

  private static final int LOWEST = 10_000;
  private static final int HIGHEST = 32_000;
  private static final int TRIES = 1_000;

  /** Chooses ports; those of HTTP and gRPC are as the configuration names them, if it does. */
  static Ports choose(StackConfig config) {
    Set<Integer> taken = new HashSet<>();
    return new Ports(
        config.port() == 0 ? free(taken) : named("--port", config.port(), taken),
        config.grpcPort() == 0 ? free(taken) : named("--grpc-port", config.grpcPort(), taken),
        free(taken),
        free(taken),
        free(taken),
        free(taken),
        free(taken));
  }

  private static int named(String option, int port, Set<Integer> taken) {
    if (!taken.add(port) || !isFree(port)) {
      throw new EnvironmentException(
          option
              + " "
              + port
              + ": the port is taken; name another, or leave the option out for a free one");
    }
    return port;
  }

  private static int free(Set<Integer> taken) {
    SecureRandom random = new SecureRandom();
    for (int i = 0; i < TRIES; i++) {
      int port = LOWEST + random.nextInt(HIGHEST - LOWEST);
      if (!taken.contains(port) && isFree(port)) {
        taken.add(port);
        return port;
      }
    }
    throw new EnvironmentException("no free port between " + LOWEST + " and " + HIGHEST);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      return false;
    }
    // Somebody may listen on all addresses.
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
