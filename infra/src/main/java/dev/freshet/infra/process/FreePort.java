package dev.freshet.infra.process;

import dev.freshet.infra.console.EnvironmentException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ports at which nothing listens. They lie below the range that outgoing connections take theirs
 * from, so that a process that starts a moment later, or is down for one, finds its port free.
 */
public final class FreePort {

  private static final int LOWEST = 10_000;
  private static final int HIGHEST = 32_000;
  private static final int TRIES = 1_000;

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Set<Integer> FOUND = ConcurrentHashMap.newKeySet();

  private FreePort() {}

  /** A free port that was not found before. */
  public static int find() {
    for (int i = 0; i < TRIES; i++) {
      int port = RANDOM.nextInt(LOWEST, HIGHEST);
      if (isFree(port) && FOUND.add(port)) {
        return port;
      }
    }
    throw new EnvironmentException("no free port between " + LOWEST + " and " + HIGHEST);
  }

  /** Whether nothing listens at a port, on the loopback address or on all. */
  public static boolean isFree(int port) {
    return canBind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
        && canBind(new InetSocketAddress(port));
  }

  private static boolean canBind(InetSocketAddress address) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(address);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
