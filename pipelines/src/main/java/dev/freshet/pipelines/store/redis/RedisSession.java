package dev.freshet.pipelines.store.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.models.partitions.ClusterPartitionParser;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode.NodeFlag;
import io.lettuce.core.codec.ByteArrayCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntPredicate;

/**
 * A connection to the store as it is now: the server, or every master of the Cluster with the slots
 * it has. Any failure, any change of slots ends it; the next one looks anew.
 */
final class RedisSession implements AutoCloseable {

  private final List<RedisNode> nodes = new ArrayList<>();
  private final RedisNode[] bySlot = new RedisNode[SlotHash.SLOT_COUNT];
  private String identity = "";

  private RedisSession() {}

  /**
   * Connects and makes the store ready for rows.
   *
   * @param fixtures values by name that are written first
   */
  static RedisSession open(
      RedisClient client, RedisAddress address, String project, Map<String, byte[]> fixtures)
      throws Unavailable {
    RedisSession session = new RedisSession();
    try {
      session.connect(client, address.uris(), project + "::marker");
      for (Map.Entry<String, byte[]> fixture : fixtures.entrySet()) {
        byte[] key = fixture.getKey().getBytes(UTF_8);
        session.bySlot[SlotHash.getSlot(key)].set(key, fixture.getValue());
      }
      session.identity = session.readIdentity();
      return session;
    } catch (Unavailable | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /** What the store's identity was when the session began. */
  String identity() {
    return identity;
  }

  /** Whether the store still is what it was when the session began. */
  void check() throws Unavailable {
    if (!readIdentity().equals(identity)) {
      throw new Unavailable("its marker or its run is another one: it may have lost data");
    }
  }

  /** Sends the rows; the batch's end is told to {@code done}, perhaps at once. */
  void send(Batch batch, Runnable done) {
    List<WaitingRow> rows = batch.rows();
    for (int i = 0; i < rows.size(); i++) {
      int row = i;
      node(rows.get(i))
          .put(rows.get(i))
          .whenComplete(
              (written, error) -> {
                if (batch.answer(row, written, error)) {
                  done.run();
                }
              });
    }
    nodes.forEach(RedisNode::send);
  }

  @Override
  public void close() {
    nodes.forEach(RedisNode::close);
  }

  private RedisNode node(WaitingRow row) {
    return nodes.size() == 1 ? nodes.get(0) : bySlot[SlotHash.getSlot(row.key())];
  }

  private void connect(RedisClient client, List<RedisURI> uris, String marker) throws Unavailable {
    Unavailable last = new Unavailable("no address");
    for (RedisURI uri : uris) {
      try {
        connect(client, uri, marker);
        return;
      } catch (Unavailable e) {
        last = e;
        nodes.forEach(RedisNode::close);
        nodes.clear();
      }
    }
    throw last;
  }

  private void connect(RedisClient client, RedisURI uri, String marker) throws Unavailable {
    RedisNode first = node(client, uri);
    nodes.add(first);
    if (!first.isOfCluster()) {
      Arrays.fill(bySlot, first);
      first.prepare(marker);
      return;
    }
    List<RedisClusterNode> masters =
        ClusterPartitionParser.parse(first.clusterNodes()).stream()
            .filter(master -> master.is(NodeFlag.UPSTREAM) && !master.hasNoSlots())
            .filter(master -> !master.is(NodeFlag.FAIL))
            .toList();
    for (RedisClusterNode master : masters) {
      RedisURI place = master.getUri();
      String host = place.getHost().isEmpty() ? uri.getHost() : place.getHost();
      RedisNode node = node(client, RedisAddress.at(uri, host, place.getPort()));
      nodes.add(node);
      master.forEachSlot(slot -> bySlot[slot] = node);
      node.prepare(marker + tag(master::hasSlot));
    }
    nodes.remove(first);
    first.close();
    int hole = Arrays.asList(bySlot).indexOf(null);
    if (hole >= 0) {
      throw new Unavailable("the Cluster has no master for slot " + hole);
    }
  }

  /** The ending that gives a name one of the slots. */
  private static String tag(IntPredicate slots) {
    int number = 0;
    while (!slots.test(SlotHash.getSlot(Integer.toString(number)))) {
      number++;
    }
    return ":{" + number + "}";
  }

  private static RedisNode node(RedisClient client, RedisURI uri) throws Unavailable {
    try {
      StatefulRedisConnection<byte[], byte[]> connection =
          client
              .connectAsync(ByteArrayCodec.INSTANCE, uri)
              .toCompletableFuture()
              .get(RedisNode.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return new RedisNode(connection);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw new Unavailable(cause.getCause() == null ? cause : cause.getCause());
    } catch (TimeoutException e) {
      throw new Unavailable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable(e);
    }
  }

  private String readIdentity() throws Unavailable {
    List<String> identities = new ArrayList<>();
    for (RedisNode node : nodes) {
      identities.add(node.identity());
    }
    identities.sort(null);
    return String.join(",", identities);
  }
}
