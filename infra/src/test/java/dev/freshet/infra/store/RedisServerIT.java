package dev.freshet.infra.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.infra.process.Child;
import dev.freshet.infra.process.Children;
import dev.freshet.infra.process.FreePort;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RedisServerIT {

  @TempDir private Path temp;

  @Test
  void keepsWhatItAcknowledgedWhenItIsKilled() throws Exception {
    Path folder = Files.createDirectory(temp.resolve("stack"));
    Path binary = RedisBinary.find(folder.resolve("bin"));
    int port = FreePort.find();
    assertThat(RedisProbe.answers(port)).isFalse();
    try (Children children = new Children(folder)) {
      Child server = start(children, binary, folder, port);
      assertThat(ask(port, redis -> redis.sync().set("a", "1"))).isEqualTo("OK");
      server.kill();
      assertThat(RedisProbe.answers(port)).isFalse();

      start(children, binary, folder, port);
      assertThat(ask(port, redis -> redis.sync().get("a"))).isEqualTo("1");
      assertThat(ask(port, redis -> redis.sync().configGet("maxmemory-policy")))
          .isEqualTo(Map.of("maxmemory-policy", "noeviction"));
    }
    assertThat(RedisProbe.answers(port)).isFalse();
  }

  private Child start(Children children, Path binary, Path folder, int port) throws Exception {
    Child server =
        children.start(
            RedisServer.program(
                binary, port, folder.resolve("redis"), Optional.of(temp.resolve("redis.log"))));
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!RedisProbe.answers(port)) {
      assertThat(System.nanoTime()).as(() -> "Redis is not up: " + log()).isLessThan(deadline);
      Thread.sleep(20);
    }
    return server;
  }

  private String log() {
    try {
      return Files.readString(temp.resolve("redis.log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static Object ask(
      int port, Function<StatefulRedisConnection<String, String>, Object> question) {
    RedisClient client = RedisClient.create("redis://127.0.0.1:" + port);
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      return question.apply(connection);
    } finally {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }
  }
}
