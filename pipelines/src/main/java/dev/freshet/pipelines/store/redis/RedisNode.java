package dev.freshet.pipelines.store.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One server with rows, over one connection whose commands are sent when {@link #send} says so.
 *
 * <p>A marker, made when it is not there, tells with the server's run whether data was lost.
 */
final class RedisNode implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(5);

  private final StatefulRedisConnection<byte[], byte[]> connection;
  private final RedisAsyncCommands<byte[], byte[]> commands;
  private byte[] marker;
  private String guard;

  RedisNode(StatefulRedisConnection<byte[], byte[]> connection) {
    this.connection = connection;
    this.commands = connection.async();
    connection.setAutoFlushCommands(false);
  }

  boolean isOfCluster() throws Unavailable {
    return await(commands.info("cluster")).contains("cluster_enabled:1");
  }

  String clusterNodes() throws Unavailable {
    return await(commands.clusterNodes());
  }

  /** Makes the node ready for rows. */
  void prepare(String markerName) throws Unavailable {
    marker = markerName.getBytes(UTF_8);
    guard = await(commands.scriptLoad(VersionGuard.SCRIPT));
    byte[] generation = UUID.randomUUID().toString().getBytes(US_ASCII);
    await(commands.set(marker, generation, SetArgs.Builder.nx()));
  }

  void set(byte[] key, byte[] value) throws Unavailable {
    await(commands.set(key, value));
  }

  /** What changes when the server starts anew or loses its marker. */
  String identity() throws Unavailable {
    RedisFuture<byte[]> generation = commands.get(marker);
    String info = await(commands.info("server"));
    byte[] found = await(generation);
    return line(info, "run_id:") + "/" + (found == null ? "" : new String(found, US_ASCII));
  }

  RedisFuture<Long> put(WaitingRow row) {
    return commands.evalsha(
        guard, ScriptOutputType.INTEGER, new byte[][] {row.key()}, row.row(), row.expiry());
  }

  void send() {
    connection.flushCommands();
  }

  @Override
  public void close() {
    var unused = connection.closeAsync();
  }

  private <T> T await(RedisFuture<T> answer) throws Unavailable {
    connection.flushCommands();
    try {
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new Unavailable(e.getCause());
    } catch (TimeoutException e) {
      throw new Unavailable(
          new TimeoutException("no answer within " + PATIENCE.toSeconds() + " s"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable(e);
    }
  }

  private static String line(String info, String name) {
    return info.lines().filter(line -> line.startsWith(name)).findFirst().orElse(name).strip();
  }
}
