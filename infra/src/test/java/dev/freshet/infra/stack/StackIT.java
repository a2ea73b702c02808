package dev.freshet.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.infra.probe.Probe;
import dev.freshet.infra.store.RedisProbe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class StackIT {

  private static final Duration GONE = Duration.ofSeconds(20);

  @TempDir private Path temp;
  private Path repository;
  private Path folders;

  @BeforeEach
  void writeRepository() throws IOException {
    folders = Files.createDirectory(temp.resolve("folders"));
    repository = Files.createDirectory(temp.resolve("shop"));
    Files.writeString(
        repository.resolve("shop.yaml"),
        """
        project: shop
        sources:
          - {name: clicks, topic: shop.clicks, event_time: ts, fields: {user_id: string}}
        entities:
          - {name: user, join_keys: [user_id]}
        feature_views:
          - name: activity
            entity: user
            source: clicks
            features:
              - {name: clicks, aggregation: count, windows: [5m]}
        feature_services:
          - {name: home, features: [activity]}
        """);
  }

  @Test
  void everyPartWorksIsReplacedWhenItDiesAndGoesInTheEnd() throws Exception {
    try (Launched up = new Launched(folders, "up", repository.toString(), "--json")) {
      Map<String, String> stack = Launched.members(up.line());
      assertAllWorks(stack);
      assertThat(up.err()).contains("ready after");

      // A part that dies is started again in its place.
      Launched.signal("KILL", stack.get("pids.redis"));
      up.awaitErr("redis is back", Duration.ofMinutes(1));
      Launched.signal("KILL", stack.get("pids.job"));
      up.awaitErr(
          "job (pid " + stack.get("pids.job") + ") ended with signal 9", Duration.ofSeconds(10));
      up.awaitErr("job is back", Duration.ofMinutes(2));
      assertAllWorks(stack);

      // One that is stopped in order stays down, and the others go on.
      Launched.signal("TERM", stack.get("pids.serving"));
      up.awaitErr("serving was stopped; it stays down", Duration.ofSeconds(20));
      assertThat(Probe.http(stack.get("http") + "/health/live", body -> true).answers()).isFalse();
      assertThat(Probe.job(stack.get("flink")).answers()).isTrue();

      up.process().destroy();
      assertThat(up.process().waitFor(40, TimeUnit.SECONDS)).isTrue();
      assertThat(up.process().exitValue()).as(up::err).isZero();
      assertNothingIsLeft(up, stack);
    }
  }

  @Test
  void nothingIsLeftWhenTheLauncherIsKilled() throws Exception {
    try (Launched up = new Launched(folders, "up", repository.toString(), "--json")) {
      Map<String, String> stack = Launched.members(up.line());

      up.process().destroyForcibly().waitFor();

      assertNothingIsLeft(up, stack);
    }
  }

  @Test
  void nothingIsLeftWhenItIsInterruptedWhileStarting() throws Exception {
    try (Launched up = new Launched(folders, "up", repository.toString(), "--json")) {
      up.awaitErr("redis ", Duration.ofMinutes(1));

      Launched.signal("INT", Long.toString(up.process().pid()));

      assertThat(up.process().waitFor(40, TimeUnit.SECONDS)).isTrue();
      assertNothingIsLeft(up, Map.of());
    }
  }

  @Test
  void aPortThatIsTakenIsAProblemOfTheEnvironmentAndLeavesNothing() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Launched up =
            new Launched(
                folders,
                "up",
                repository.toString(),
                "--port",
                Integer.toString(taken.getLocalPort()))) {
      assertThat(up.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(up.process().exitValue()).isEqualTo(2);
      assertThat(up.err()).contains("--port " + taken.getLocalPort() + ": the port is taken");
      assertNothingIsLeft(up, Map.of());
    }
  }

  private static void assertAllWorks(Map<String, String> stack) throws IOException {
    assertThat(Probe.http(stack.get("http") + "/health/ready", body -> true).answers()).isTrue();
    assertThat(Probe.port(port(stack.get("grpc"))).answers()).isTrue();
    assertThat(Probe.port(port(stack.get("kafka"))).answers()).isTrue();
    assertThat(RedisProbe.answers(URI.create(stack.get("redis")).getPort())).isTrue();
    assertThat(Probe.job(stack.get("flink")).answers()).isTrue();
  }

  private void assertNothingIsLeft(Launched up, Map<String, String> stack) throws Exception {
    assertThat(up.awaitGone(GONE)).isEmpty();
    try (Stream<Path> left = Files.list(folders)) {
      assertThat(left.filter(path -> !path.endsWith("stderr"))).isEmpty();
    }
    for (String name : List.of("http", "grpc", "kafka", "redis", "flink")) {
      if (stack.containsKey(name)) {
        assertThat(Probe.port(port(stack.get(name))).answers()).as(name).isFalse();
      }
    }
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }
}
