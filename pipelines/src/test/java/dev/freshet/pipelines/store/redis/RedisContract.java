package dev.freshet.pipelines.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.pipelines.store.MemoryStore;
import dev.freshet.pipelines.store.MemoryStore.Stored;
import dev.freshet.pipelines.store.RowStore;
import dev.freshet.pipelines.store.RowStoreContract;
import dev.freshet.pipelines.store.StoreMeter;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a row store in real Redis servers does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RedisContract extends RowStoreContract {

  private RedisServers servers;
  private final List<RedisClient> clients = new ArrayList<>();
  private final List<StatefulRedisConnection<byte[], byte[]>> readers = new ArrayList<>();

  /** The servers, without data. */
  abstract RedisServers startServers() throws Exception;

  @BeforeAll
  void startServersOnce() throws Exception {
    servers = startServers();
    connectReaders();
  }

  @Override
  protected RowStore open(Map<String, byte[]> fixtures, StoreMeter meter) {
    wipe();
    return reopen(meter);
  }

  @Override
  protected RowStore reopen(StoreMeter meter) {
    RedisAddress address = new RedisAddress(servers.address());
    return new RedisRowStores(address, "shop", 1 << 20).open(FIXTURES, meter);
  }

  @AfterAll
  void stopServers() throws IOException {
    disconnectReaders();
    servers.close();
  }

  @Override
  protected Optional<Stored> read(String name) {
    for (StatefulRedisConnection<byte[], byte[]> reader : readers) {
      RedisCommands<byte[], byte[]> commands = reader.sync();
      try {
        byte[] value = commands.get(MemoryStore.text(name));
        long left = commands.pttl(MemoryStore.text(name));
        return Optional.ofNullable(value).map(row -> new Stored(row, instant(left)));
      } catch (RedisCommandExecutionException moved) {
        assertThat(moved).hasMessageStartingWith("MOVED");
      }
    }
    throw new AssertionError("no server has the slot of " + name);
  }

  @Override
  protected void wipe() {
    readers.forEach(reader -> reader.sync().flushall());
  }

  @Test
  void whatIsNoRowGivesWay() throws Exception {
    readersOf("a").lpush(MemoryStore.text("a"), MemoryStore.text("list"));

    putAndFlush(row(1, 1, 1, 1));
    assertThat(read("a").orElseThrow().value()).isEqualTo(row(1, 1, 1, 1));

    readersOf("a").set(MemoryStore.text("a"), MemoryStore.text("x"));

    putAndFlush(row(1, 1, 1, 1));
    assertThat(read("a").orElseThrow().value()).isEqualTo(row(1, 1, 1, 1));
  }

  @Test
  void aForgottenScriptIsLoadedAgain() throws Exception {
    putAndFlush(row(1, 1, 1, 1));
    readers.forEach(reader -> reader.sync().scriptFlush());

    putAndFlush(row(1, 2, 1, 1));

    assertThat(read("a").orElseThrow().value()).isEqualTo(row(1, 2, 1, 1));
  }

  @Test
  void rowsWaitWhileAServerIsAwayAndAllArriveAfterwards() throws Exception {
    putAndFlush(row(1, 1, 1, 1));
    String identity = store.identity().orElseThrow();
    stopAll();

    for (int i = 0; i < 100; i++) {
      store.put("row" + i, row(1, i, 1, 1), Long.MAX_VALUE);
    }
    assertThat(store.flush(Duration.ofMillis(300))).isFalse();
    startAll();
    store.flush();

    for (int i = 0; i < 100; i++) {
      assertThat(read("row" + i).orElseThrow().value()).isEqualTo(row(1, i, 1, 1));
    }
    // Another run of the server may have lost what it had not yet on disk.
    assertThat(store.identity()).isPresent().get().isNotEqualTo(identity);
    assertThat(meter.timesAway()).isPositive();
    assertThat(meter.awaySeconds()).isPositive();
  }

  @Test
  void aServerThatIsFullIsWaitedFor() throws Exception {
    putAndFlush(row(1, 1, 1, 1));
    readers.forEach(reader -> reader.sync().configSet("maxmemory", "1"));

    store.put("a", row(1, 2, 1, 1), Long.MAX_VALUE);
    assertThat(store.flush(Duration.ofMillis(500))).isFalse();
    readers.forEach(reader -> reader.sync().configSet("maxmemory", "0"));
    store.flush();

    assertThat(read("a").orElseThrow().value()).isEqualTo(row(1, 2, 1, 1));
  }

  @Test
  void aServerThatHangsIsWaitedFor() throws Exception {
    putAndFlush(row(1, 1, 1, 1));
    readers.forEach(reader -> reader.sync().clientPause(1_500));

    store.put("a", row(1, 2, 1, 1), Long.MAX_VALUE);
    assertThat(store.flush(Duration.ofMillis(200))).isFalse();
    store.flush();

    assertThat(read("a").orElseThrow().value()).isEqualTo(row(1, 2, 1, 1));
  }

  @Test
  void puttingWaitsWhileTooManyBytesWait() throws Exception {
    putAndFlush(row(1, 1, 1, 1));
    stopAll();
    Thread putter =
        new Thread(
            () -> {
              try {
                for (int i = 0; i < 100; i++) {
                  store.put("large" + i, new byte[50_000], Long.MAX_VALUE);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    putter.start();

    await(() -> putter.getState() == Thread.State.WAITING);
    startAll();

    putter.join(20_000);
    assertThat(putter.isAlive()).isFalse();
    assertThat(store.flush(Duration.ofSeconds(20))).isTrue();
    assertThat(read("large99")).isPresent();
  }

  @Test
  void waitingEndsWithAnInterrupt() throws Exception {
    putAndFlush(row(1, 1, 1, 1));
    stopAll();
    store.put("a", row(1, 2, 1, 1), Long.MAX_VALUE);
    Thread waiter =
        new Thread(
            () -> {
              try {
                store.flush();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    waiter.start();
    await(() -> waiter.getState() == Thread.State.WAITING);

    waiter.interrupt();

    waiter.join(5_000);
    assertThat(waiter.isAlive()).isFalse();
    startAll();
  }

  final RedisServers servers() {
    return servers;
  }

  final void stopAll() throws IOException {
    disconnectReaders();
    for (int i = 0; i < servers.size(); i++) {
      servers.stop(i);
    }
  }

  final void startAll() throws IOException {
    for (int i = 0; i < servers.size(); i++) {
      servers.start(i);
    }
    connectReaders();
  }

  private RedisCommands<byte[], byte[]> readersOf(String name) {
    for (StatefulRedisConnection<byte[], byte[]> reader : readers) {
      try {
        reader.sync().exists(MemoryStore.text(name));
        return reader.sync();
      } catch (RedisCommandExecutionException moved) {
        assertThat(moved).hasMessageStartingWith("MOVED");
      }
    }
    throw new AssertionError("no server has the slot of " + name);
  }

  private void connectReaders() {
    for (int i = 0; i < servers.size(); i++) {
      RedisClient client = servers.client(i);
      clients.add(client);
      readers.add(client.connect(ByteArrayCodec.INSTANCE));
    }
  }

  private void disconnectReaders() {
    readers.forEach(StatefulRedisConnection::close);
    readers.clear();
    clients.forEach(client -> client.shutdown(0, 1, TimeUnit.SECONDS));
    clients.clear();
  }

  private static long instant(long leftMillis) {
    return leftMillis < 0 ? Long.MAX_VALUE : System.currentTimeMillis() + leftMillis;
  }
}
