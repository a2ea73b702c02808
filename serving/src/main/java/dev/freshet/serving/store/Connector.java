package dev.freshet.serving.store;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.resource.ClientResources;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the links, on a thread of its own: connecting blocks. It tries until each has been open
 * once; from then on the client reconnects by itself.
 */
final class Connector implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Connector.class);
  private static final long SHORTEST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 500;

  private final StoreAddress address;
  private final List<Link> links;
  private final ClientResources shared = ClientSettings.resources();
  private final Map<Link, ClientResources> pinned = new HashMap<>();
  private final List<AutoCloseable> clients = new ArrayList<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread created = new Thread(task, "freshet-store-connector");
            created.setDaemon(true);
            return created;
          });
  private String reported = "";

  private Connector(StoreAddress address, List<Link> links) {
    this.address = address;
    this.links = links;
  }

  static Connector start(StoreAddress address, List<Link> links) {
    Connector connector = new Connector(address, links);
    connector.thread.execute(() -> connector.connect(SHORTEST_PAUSE_MILLIS));
    return connector;
  }

  private void connect(long pauseMillis) {
    try {
      boolean cluster = address.namesSeveral() || isCluster();
      for (Link link : links) {
        if (!link.open()) {
          StoreConnection opened = cluster ? openCluster(link) : openStandalone(link);
          tryOut(opened);
          link.opened(opened);
        }
      }
      LOG.info("Connected to the {} at {}", cluster ? "Redis Cluster" : "Redis server", address);
    } catch (RuntimeException e) {
      report(e);
      var unused =
          thread.schedule(
              () -> connect(Math.min(pauseMillis * 2, LONGEST_PAUSE_MILLIS)),
              pauseMillis,
              TimeUnit.MILLISECONDS);
    }
  }

  /** Asks a first question, which is slow: code is loaded. What is answered does not matter. */
  private static void tryOut(StoreConnection opened) {
    opened
        .fetch(new byte[][] {"freshet".getBytes(StandardCharsets.UTF_8)})
        .handle((rows, failure) -> rows)
        .completeOnTimeout(new byte[0][], 1, TimeUnit.SECONDS)
        .join();
  }

  private boolean isCluster() {
    RedisClient client = RedisClient.create(pinned(links.get(0)), address.nodes().get(0));
    client.setOptions(ClientSettings.standalone());
    try (StatefulRedisConnection<byte[], byte[]> probe = client.connect(ByteArrayCodec.INSTANCE)) {
      return probe.sync().info("cluster").contains("cluster_enabled:1");
    } catch (RedisCommandExecutionException e) {
      LOG.warn(
          "The store does not tell whether it is a cluster ({}): taken as none", e.getMessage());
      return false;
    } finally {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
  }

  private StoreConnection openStandalone(Link link) {
    RedisClient client = RedisClient.create(pinned(link), address.nodes().get(0));
    client.setOptions(ClientSettings.standalone());
    try {
      StoreConnection opened = new StandaloneConnection(client.connect(ByteArrayCodec.INSTANCE));
      clients.add(client);
      return opened;
    } catch (RuntimeException e) {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
      throw e;
    }
  }

  private StoreConnection openCluster(Link link) {
    RedisClusterClient client = RedisClusterClient.create(pinned(link), address.nodes());
    client.setOptions(ClientSettings.cluster());
    try {
      StatefulRedisClusterConnection<byte[], byte[]> connection =
          client.connect(ByteArrayCodec.INSTANCE);
      StoreConnection opened = new ClusterConnection(connection);
      opened.ping().join();
      clients.add(client);
      return opened;
    } catch (RuntimeException e) {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
      throw e;
    }
  }

  private ClientResources pinned(Link link) {
    return pinned.computeIfAbsent(
        link,
        first -> shared.mutate().eventLoopGroupProvider(new PinnedLoop(first.loop())).build());
  }

  private void report(RuntimeException e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String reason = root.getMessage() == null ? root.toString() : root.getMessage();
    links.forEach(link -> link.failed(reason));
    if (!reason.equals(reported)) {
      reported = reason;
      LOG.warn("The store at {} cannot be reached, trying on: {}", address, reason);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("The store's connector did not end within 5 s");
      }
      for (AutoCloseable client : clients) {
        client.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.warn("A connection to the store did not close", e);
    }
    pinned
        .values()
        .forEach(
            resources ->
                resources
                    .shutdown(0, 1, TimeUnit.SECONDS)
                    .awaitUninterruptibly(2, TimeUnit.SECONDS));
    shared.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }
}
