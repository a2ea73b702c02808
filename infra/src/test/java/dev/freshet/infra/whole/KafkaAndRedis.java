package dev.freshet.infra.whole;

import dev.freshet.infra.broker.RunningBroker;
import dev.freshet.infra.process.Children;
import dev.freshet.infra.process.FreePort;
import dev.freshet.infra.store.RedisBinary;
import dev.freshet.infra.store.RedisProbe;
import dev.freshet.infra.store.RedisServer;
import dev.freshet.infra.wait.Patience;
import dev.freshet.pipelines.job.JobConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A real broker and a real store for tests, in folders that go with them. */
final class KafkaAndRedis implements AutoCloseable {

  private final RunningBroker broker;
  private final Children children;
  private final String redis;

  /** Starts both and waits until they answer. */
  KafkaAndRedis(Path temp) throws Exception {
    broker = new RunningBroker(Files.createDirectory(temp.resolve("broker")));
    Path folder = Files.createDirectory(temp.resolve("store"));
    children = new Children(folder);
    int port = FreePort.find();
    redis = "redis://127.0.0.1:" + port;
    children.start(
        RedisServer.program(
            RedisBinary.find(folder.resolve("bin")),
            port,
            folder.resolve("redis"),
            Optional.of(temp.resolve("redis.log"))));
    Patience.until("Redis answers", () -> RedisProbe.answers(port));
  }

  /** Host and port. */
  String kafka() {
    return broker.bootstrap();
  }

  /** The store's URI. */
  String redis() {
    return redis;
  }

  /** A job between the two, with a checkpoint a second. */
  JobConfig job(Path state, int parallelism) throws IOException {
    return new JobConfig(
        kafka(),
        redis(),
        state,
        Optional.empty(),
        Optional.empty(),
        JobConfig.DEFAULT_FRESHNESS,
        JobConfig.DEFAULT_ROW_BUDGET_BYTES,
        parallelism,
        Duration.ofSeconds(1),
        true,
        0,
        0);
  }

  @Override
  public void close() {
    children.close();
    broker.close();
  }
}
