package dev.freshet.infra.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.features.language.RepositoryReader;
import dev.freshet.features.oracle.RandomEvents;
import dev.freshet.features.oracle.RandomEvents.Made;
import dev.freshet.features.oracle.RandomRepository;
import dev.freshet.infra.console.Console;
import dev.freshet.infra.stack.Stack;
import dev.freshet.infra.stack.StackConfig;
import dev.freshet.pipelines.job.JobConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * While events flow, the job is killed, the store is killed, and the store's data are wiped: in the
 * end every value is right, and until the wipe no reader sees a row's version step back.
 */
@Timeout(400)
class SurvivesFailuresIT {

  private static final long SEED = 7;
  private static final int EVENTS = 3_000;
  private static final byte[] MALFORMED = "{\"at\": ".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  private final Random random = new Random(SEED);
  private final RandomEvents events = new RandomEvents(random);

  @Test
  void killedPartsAndLostDataChangeNoValue() throws Exception {
    Files.writeString(folder.resolve("features.yaml"), RandomRepository.yaml(random, "events"));
    Repository repository = RepositoryReader.read(folder);
    assertThat(repository.sources())
        .as("one of them made of pairs")
        .anyMatch(source -> source.pairs().isPresent());
    try (Stack stack = Stack.start(StackConfig.of(folder), repository, Console.system())) {
      World world = new World(repository);
      Answers answers = new Answers(stack.addresses().http());
      try (Witness witness = new Witness(answers, Everybody.question(repository))) {
        send(stack, repository, world, "job");
        send(stack, repository, world, "redis");
        Committed.await(stack.addresses().kafka(), repository);
        witness.finish().assertVersionsOnlyGrow();
      }
      wipe(stack);
      send(stack, repository, world, "");
      Committed.await(stack.addresses().kafka(), repository);
      Thread.sleep(8_000);

      int compared =
          Comparison.compare(
              SEED, random, repository, world, JobConfig.DEFAULT_ROW_BUDGET_BYTES, answers);
      assertThat(compared).isGreaterThan(100);
    }
  }

  /** Sends events and, among them, records that are none; kills a part half-way. */
  private void send(Stack stack, Repository repository, World world, String part) throws Exception {
    try (Sender sender = new Sender(stack.addresses().kafka(), world)) {
      for (int i = 0; i < EVENTS; i++) {
        Made made = events.next(System.currentTimeMillis(), 60_000);
        Source source =
            repository.recordedSources().get(random.nextInt(repository.recordedSources().size()));
        sender.send(source, made);
        if (random.nextInt(10) == 0) {
          sender.send(source, MALFORMED);
        }
        if (i % 100 == 0) {
          Thread.sleep(100);
        }
        if (i == EVENTS / 2 && !part.isEmpty()) {
          ProcessHandle.of(stack.pids().get(part)).orElseThrow().destroyForcibly();
        }
      }
    }
  }

  private static void wipe(Stack stack) {
    RedisClient client = RedisClient.create(stack.addresses().redis());
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      connection.sync().flushall();
    } finally {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }
  }
}
