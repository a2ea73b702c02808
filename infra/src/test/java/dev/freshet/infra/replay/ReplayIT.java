package dev.freshet.infra.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.EventTime;
import dev.freshet.features.definition.FieldPath;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.features.type.Scalar;
import dev.freshet.infra.broker.RunningBroker;
import dev.freshet.infra.broker.Topics;
import dev.freshet.infra.console.Console;
import dev.freshet.infra.console.EnvironmentException;
import dev.freshet.infra.console.InputException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class ReplayIT {

  private static final Console SILENT =
      new Console(
          new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
          new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
          false);

  @TempDir private static Path brokerFolder;
  private static RunningBroker broker;

  @TempDir private Path temp;
  private String project;

  @BeforeAll
  static void startBroker() throws IOException {
    broker = new RunningBroker(Files.createDirectory(brokerFolder.resolve("broker")));
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void chooseProject(TestInfo test) {
    project = test.getTestMethod().orElseThrow().getName();
  }

  @Test
  void sendsEveryRecordAsItIsAndInTheOrderOfEachEntity() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      lines.add("{\"ts\":" + (2_000 - i) + ",\"user\":\"u" + i % 7 + "\", \"n\":" + i + "}");
    }
    lines.add("not json");
    lines.add("{\"ts\":1,\"user\":\"u1\",\"pad\":\"" + "x".repeat(3 << 20) + "\"}");
    write("events.jsonl.gz", lines);

    Replay.Summary summary = replay(config(), "events.jsonl.gz");

    assertThat(summary.sent()).isEqualTo(lines.size());
    assertThat(summary.shiftMillis()).isZero();
    List<ConsumerRecord<byte[], byte[]>> records = broker.read(topic(), lines.size());
    assertThat(records.stream().map(ReplayIT::text)).containsExactlyInAnyOrderElementsOf(lines);
    for (int user = 0; user < 7; user++) {
      String mine = "\"user\":\"u" + user + "\", ";
      assertThat(records.stream().map(ReplayIT::text).filter(text -> text.contains(mine)))
          .isEqualTo(lines.stream().filter(line -> line.contains(mine)).toList());
    }
  }

  @Test
  void shiftsAllTimesByOneConstantSoThatTheLastEventIsNow() throws Exception {
    write(
        "events.jsonl",
        List.of(
            "{\"ts\":\"2013-02-28T14:38:27.5Z\",\"user\":\"a\"}",
            "{\"ts\":1362062306000,\"user\":\"a\"}",
            "{\"ts\":\"2013-02-28T15:38:26+01:00\",\"user\":\"a\",\"x\":",
            "{\"ts\":\"never\",\"user\":\"a\"}"));
    long before = System.currentTimeMillis();

    Replay.Summary summary =
        replay(
            new ReplayConfig(
                broker.bootstrap(),
                List.of(),
                OptionalDouble.empty(),
                true,
                false,
                Optional.empty()),
            "events.jsonl");

    long last = Instant.parse("2013-02-28T14:38:27.5Z").toEpochMilli();
    assertThat(summary.shiftMillis() % 1000).isZero();
    assertThat(last + summary.shiftMillis()).isBetween(before - 1_000, System.currentTimeMillis());
    String moved = Instant.ofEpochMilli(last + summary.shiftMillis()).toString();
    assertThat(broker.read(topic(), 4).stream().map(ReplayIT::text))
        .containsExactlyInAnyOrder(
            "{\"ts\":\"" + moved.replace("500Z", "5Z") + "\",\"user\":\"a\"}",
            "{\"ts\":" + (1362062306000L + summary.shiftMillis()) + ",\"user\":\"a\"}",
            "{\"ts\":\"2013-02-28T15:38:26+01:00\",\"user\":\"a\",\"x\":",
            "{\"ts\":\"never\",\"user\":\"a\"}");
  }

  @Test
  void keepsThePaceOfTheEvents() throws Exception {
    write("events.jsonl", List.of("{\"ts\":0}", "{\"ts\":30000}", "{\"ts\":60000}"));

    Replay.Summary summary =
        replay(
            new ReplayConfig(
                broker.bootstrap(),
                List.of(),
                OptionalDouble.of(60),
                false,
                false,
                Optional.empty()),
            "events.jsonl");

    assertThat(summary.seconds()).isBetween(1.0, 20.0);
    List<ConsumerRecord<byte[], byte[]>> records = broker.read(topic(), 3);
    long first = records.stream().mapToLong(ConsumerRecord::timestamp).min().orElseThrow();
    long last = records.stream().mapToLong(ConsumerRecord::timestamp).max().orElseThrow();
    assertThat(last - first).isGreaterThanOrEqualTo(500);
  }

  @Test
  void waitsUntilTheJobHasCommittedAllOfIt() throws Exception {
    write("events.jsonl", List.of("{\"ts\":1,\"user\":\"a\"}", "{\"ts\":2,\"user\":\"b\"}"));
    ReplayConfig config =
        new ReplayConfig(
            broker.bootstrap(),
            List.of(),
            OptionalDouble.empty(),
            false,
            true,
            Optional.of(Duration.ofSeconds(60)));

    CompletableFuture<Replay.Summary> waiting =
        CompletableFuture.supplyAsync(() -> replay(config, "events.jsonl"));
    List<ConsumerRecord<byte[], byte[]>> records = awaitTopic(2);
    assertThat(waiting).isNotDone();
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      offsets.merge(
          new TopicPartition(record.topic(), record.partition()),
          new OffsetAndMetadata(record.offset() + 1),
          (a, b) -> a.offset() > b.offset() ? a : b);
    }
    broker.commit("freshet." + project, offsets);

    assertThat(waiting.get(20, TimeUnit.SECONDS).sent()).isEqualTo(2);
  }

  @Test
  void saysWhatIsMissingWhenThePatienceIsOver() throws Exception {
    write("events.jsonl", List.of("{\"ts\":1,\"user\":\"a\"}"));
    ReplayConfig config =
        new ReplayConfig(
            broker.bootstrap(),
            List.of(),
            OptionalDouble.empty(),
            false,
            true,
            Optional.of(Duration.ofMillis(500)));

    assertThatThrownBy(() -> replay(config, "events.jsonl"))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("after 500ms the store does not have all that was sent")
        .hasMessageContaining("freshet." + project);
  }

  @Test
  void listsEveryProblemBeforeAnythingIsSent() {
    ReplayConfig config =
        new ReplayConfig(
            broker.bootstrap(),
            List.of("event", "events"),
            OptionalDouble.empty(),
            false,
            false,
            Optional.empty());

    assertThatThrownBy(() -> replay(config, "${FRESHET_NOT_SET}/a.jsonl"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("--source event: there is no such source; there are events")
        .hasMessageContaining("FRESHET_NOT_SET is not set");
  }

  private Replay.Summary replay(ReplayConfig config, String pattern) {
    return new Replay(repository(pattern), config, SILENT).run();
  }

  private ReplayConfig config() {
    return new ReplayConfig(
        broker.bootstrap(), List.of(), OptionalDouble.empty(), false, false, Optional.empty());
  }

  private List<ConsumerRecord<byte[], byte[]>> awaitTopic(int count) {
    try (Topics topics = broker.topics()) {
      topics.create(repository("events.jsonl"));
    }
    return broker.read(topic(), count);
  }

  private String topic() {
    return project + ".events";
  }

  private Repository repository(String pattern) {
    Source source =
        new Source(
            "events",
            topic(),
            Optional.of(new Source.Files(temp, pattern)),
            new EventTime.At(FieldPath.parse("ts")),
            Optional.empty(),
            List.of(new Source.Field("user", Scalar.STRING, FieldPath.parse("user"))),
            Duration.ofHours(1),
            Duration.ofMinutes(1),
            Optional.empty());
    Entity user = new Entity("user", List.of(new Entity.JoinKey("user", Scalar.STRING)));
    return new Repository(
        project,
        List.of(source),
        List.of(user),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private void write(String name, List<String> lines) throws IOException {
    try (OutputStream out = Files.newOutputStream(temp.resolve(name));
        OutputStream packed = name.endsWith(".gz") ? new GZIPOutputStream(out) : out) {
      packed.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String text(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.value(), StandardCharsets.UTF_8);
  }
}
