package dev.freshet.pipelines.store.redis;

import dev.freshet.pipelines.FreePort;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import redis.embedded.RedisServer;
import redis.embedded.core.RedisServerBuilder;

/** Real Redis servers on free ports, with their data in a folder that goes with them. */
final class RedisServers implements AutoCloseable {

  static final String PASSWORD = "s3cret";

  private static final int SLOTS = 16_384;

  private final Path folder;
  private final List<String> settings;
  private final List<Integer> ports = new ArrayList<>();
  private final List<RedisServer> servers = new ArrayList<>();
  private final String userInfo;

  private RedisServers(boolean withPassword, List<String> settings) throws IOException {
    this.folder = Files.createTempDirectory("redis");
    this.userInfo = withPassword ? ":" + PASSWORD + "@" : "";
    this.settings = new ArrayList<>(settings);
    if (withPassword) {
      this.settings.add("requirepass " + PASSWORD);
      this.settings.add("masterauth " + PASSWORD);
    }
  }

  /** One server that writes what it is told to disk, at once. */
  static RedisServers standalone(boolean withPassword) throws IOException {
    RedisServers one =
        new RedisServers(withPassword, List.of("appendonly yes", "appendfsync always"));
    one.ports.add(FreePort.find());
    one.startAll();
    return one;
  }

  /** Three masters. */
  static RedisServers cluster() throws Exception {
    RedisServers three = new RedisServers(false, List.of("cluster-enabled yes", "save \"\""));
    for (int i = 0; i < 3; i++) {
      three.ports.add(FreePort.find());
    }
    three.startAll();
    three.join();
    return three;
  }

  String address() {
    String first = "redis://" + userInfo + "127.0.0.1:" + ports.get(0);
    return ports.stream().skip(1).map(port -> ",127.0.0.1:" + port).reduce(first, String::concat);
  }

  RedisClient client(int server) {
    return RedisClient.create(
        RedisURI.create("redis://" + userInfo + "127.0.0.1:" + ports.get(server)));
  }

  int size() {
    return ports.size();
  }

  void stop(int server) throws IOException {
    servers.get(server).stop();
  }

  void start(int server) throws IOException {
    Path home = Files.createDirectories(folder.resolve(Integer.toString(server)));
    RedisServerBuilder builder =
        RedisServer.newRedisServer().port(ports.get(server)).setting("dir " + home);
    settings.forEach(builder::setting);
    RedisServer started = builder.build();
    started.start();
    servers.set(server, started);
  }

  @Override
  public void close() throws IOException {
    for (RedisServer server : servers) {
      server.stop();
    }
    delete(folder);
  }

  private void startAll() throws IOException {
    for (int i = 0; i < ports.size(); i++) {
      servers.add(null);
      start(i);
    }
  }

  /** Makes a Cluster of the servers, each with a third of the slots. */
  private void join() throws Exception {
    for (int i = 0; i < ports.size(); i++) {
      int from = SLOTS * i / ports.size();
      int to = SLOTS * (i + 1) / ports.size();
      int first = ports.get(0);
      onServer(
          i,
          commands -> {
            commands.clusterAddSlots(IntStream.range(from, to).toArray());
            commands.clusterMeet("127.0.0.1", first);
            return true;
          });
    }
    for (int i = 0; i < ports.size(); i++) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (!onServer(i, RedisServers::isWhole)) {
        if (System.nanoTime() > end) {
          throw new IllegalStateException("the Cluster is not whole after 20 s");
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  private static boolean isWhole(RedisCommands<String, String> commands) {
    return commands.clusterInfo().contains("cluster_state:ok")
        && commands.clusterNodes().lines().filter(node -> node.contains("connected")).count() == 3;
  }

  boolean onServer(int server, Predicate<RedisCommands<String, String>> action) {
    RedisClient client = client(server);
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      return action.test(connection.sync());
    } catch (RedisException e) {
      throw new IllegalStateException("server " + server, e);
    } finally {
      client.shutdown(0, 1, TimeUnit.SECONDS);
    }
  }

  private static void delete(Path path) throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
