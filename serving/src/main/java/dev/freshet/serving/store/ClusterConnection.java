package dev.freshet.serving.store;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.Partitions;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.ValueOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.RedisCommand;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A Redis Cluster: one flush of {@code GET}s per node that has some of the keys, all nodes at once.
 * An {@code MGET} would have to be split by slot, of which nearly every key has its own.
 */
record ClusterConnection(StatefulRedisClusterConnection<byte[], byte[]> cluster)
    implements StoreConnection {

  @Override
  public CompletableFuture<byte[][]> fetch(byte[][] keys) {
    Partitions partitions = cluster.getPartitions();
    Map<String, List<Get>> byNode = new HashMap<>();
    Gathering rows = new Gathering(keys.length);
    for (int i = 0; i < keys.length; i++) {
      int slot = SlotHash.getSlot(keys[i]);
      RedisClusterNode node = partitions.getMasterBySlot(slot);
      if (node == null) {
        rows.fail(new IllegalStateException("no node of the cluster has slot " + slot));
        return rows;
      }
      byNode.computeIfAbsent(node.getNodeId(), id -> new ArrayList<>()).add(new Get(keys[i], i));
    }
    byNode.forEach((node, gets) -> send(node, gets, rows));
    return rows;
  }

  /** Every node must answer: a cluster that lacks one cannot answer for all rows. */
  @Override
  public CompletableFuture<Void> ping() {
    return CompletableFuture.allOf(
        cluster.getPartitions().stream()
            .filter(node -> !node.getSlots().isEmpty())
            .map(node -> connection(node.getNodeId()))
            .map(node -> node.thenCompose(redis -> redis.async().ping().toCompletableFuture()))
            .toArray(CompletableFuture<?>[]::new));
  }

  private void send(String node, List<Get> gets, Gathering rows) {
    var unused =
        connection(node)
            .whenComplete(
                (redis, failure) -> {
                  if (failure != null) {
                    rows.fail(failure);
                  } else {
                    Collection<RedisCommand<byte[], byte[], ?>> commands =
                        new ArrayList<>(gets.size());
                    gets.forEach(get -> commands.add(get.command(this, rows)));
                    redis.dispatch(commands);
                  }
                });
  }

  private CompletableFuture<StatefulRedisConnection<byte[], byte[]>> connection(String node) {
    return cluster.getConnectionAsync(node);
  }

  /**
   * One key's question.
   *
   * @param place where its answer belongs
   */
  private record Get(byte[] key, int place) {

    AsyncCommand<byte[], byte[], byte[]> command(ClusterConnection connection, Gathering rows) {
      AsyncCommand<byte[], byte[], byte[]> command =
          new AsyncCommand<>(
              new Command<>(
                  CommandType.GET,
                  new ValueOutput<>(ByteArrayCodec.INSTANCE),
                  new CommandArgs<>(ByteArrayCodec.INSTANCE).addKey(key)));
      command.onComplete(
          (row, failure) -> {
            if (failure == null) {
              rows.put(place, row);
            } else if (redirected(failure)) {
              askWhereItMoved(connection, rows);
            } else {
              rows.fail(failure);
            }
          });
      return command;
    }

    /** The cluster's own connection follows redirects, and learns that slots have moved. */
    private void askWhereItMoved(ClusterConnection connection, Gathering rows) {
      connection
          .cluster
          .async()
          .get(key)
          .whenComplete(
              (row, failure) -> {
                if (failure == null) {
                  rows.put(place, row);
                } else {
                  rows.fail(failure);
                }
              });
    }

    private static boolean redirected(Throwable failure) {
      return failure instanceof RedisCommandExecutionException
          && failure.getMessage() != null
          && (failure.getMessage().startsWith("MOVED") || failure.getMessage().startsWith("ASK"));
    }
  }
}
