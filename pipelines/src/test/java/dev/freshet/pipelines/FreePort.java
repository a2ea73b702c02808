package dev.freshet.pipelines;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports at which nothing listens, below the range that outgoing connections take theirs from: a
 * server that is down for a moment finds its port free.
 */
public final class FreePort {

  private static final int LOWEST = 10_000;
  private static final int HIGHEST = 22_000;
  private static final int TO_BUS = 10_000;

  private FreePort() {}

  /** A free port, and so is the one of the bus, if it becomes one of a Redis Cluster. */
  public static int find() throws IOException {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      try (ServerSocket own = new ServerSocket(port);
          ServerSocket bus = new ServerSocket(port + TO_BUS)) {
        return Math.min(own.getLocalPort(), bus.getLocalPort());
      } catch (BindException taken) {
        // Another one, then.
      }
    }
  }
}
