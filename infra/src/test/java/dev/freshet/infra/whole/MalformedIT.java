package dev.freshet.infra.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.infra.wait.Patience;
import dev.freshet.infra.whole.Letters.Letter;
import dev.freshet.infra.whole.Letters.Place;
import dev.freshet.infra.whole.Mixture.Sent;
import dev.freshet.pipelines.job.EmbeddedJob;
import dev.freshet.pipelines.job.JobConfig;
import dev.freshet.pipelines.repository.Definitions;
import dev.freshet.pipelines.route.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records that are no events, among those that are: the job goes on, each becomes a dead letter and
 * is counted once, and none changes a value.
 */
@Timeout(300)
class MalformedIT {

  private static final long SEED = Long.getLong("freshet.seed.malformed", 8);

  @TempDir private static Path temp;

  @AutoClose private static KafkaAndRedis servers;

  private final Random random = new Random(SEED);

  @BeforeAll
  static void start() throws Exception {
    servers = new KafkaAndRedis(temp);
  }

  @Test
  void malformedRecordsAreDeadLettersToTheRecordAndGoodOnesAllCount() throws Exception {
    Definitions definitions = definitions("mixture", "orders", "returns");
    Repository repository = definitions.repository();
    Topics.ensure(servers.kafka(), repository, 3);
    JobConfig config = config("mixture");
    try (Served server = new Served(repository, servers.redis());
        KafkaProducer<byte[], byte[]> producer = producer()) {
      Mixture mixture = new Mixture(repository, producer, random);
      try (EmbeddedJob dying = EmbeddedJob.start(definitions, config)) {
        mixture.send(0, 0.5);
        Patience.until("some letters are written", () -> deadLettered(dying) > 1_000);
      }
      // Letters were written of which no checkpoint knew.
      try (EmbeddedJob job = EmbeddedJob.start(definitions, config)) {
        mixture.send(0.5, 1);
        Committed.await(servers.kafka(), repository);

        assertCounts(mixture, MetricsSeen.of(job.metrics()));
        assertLetters(mixture.malformed(), letters(repository));
        int compared =
            Comparison.compare(
                SEED,
                random,
                repository,
                mixture.world(),
                config.rowBudgetBytes(),
                server.answers());
        assertThat(compared).isGreaterThan(1_000);
      }
    }
  }

  @Test
  void aLetterThatItsTopicDoesNotTakeIsCutAndSaysSoAndNothingStops() throws Exception {
    createLetters("small", 4_096);
    createLetters("tiny", 64);
    Definitions definitions = definitions("narrow", "small", "tiny");
    Repository repository = definitions.repository();
    Map<Place, byte[]> sent = new HashMap<>();
    try (KafkaProducer<byte[], byte[]> producer = producer();
        EmbeddedJob job = EmbeddedJob.start(definitions, config("narrow"))) {
      for (Source source : repository.recordedSources()) {
        for (int length : List.of(0, 10, 2_000, 4_000, 5_000, 100_000, (1 << 20) + 1, 5 << 20)) {
          byte[] noise = new byte[length];
          random.nextBytes(noise);
          RecordMetadata at = producer.send(new ProducerRecord<>(source.topic(), noise)).get();
          sent.put(new Place(at.topic(), at.partition(), at.offset()), noise);
        }
      }
      Committed.await(servers.kafka(), repository);

      MetricsSeen metrics = MetricsSeen.of(job.metrics());
      assertThat(metrics.sum("freshet_records", "outcome=\"dead_lettered\"")).isEqualTo(16);
      assertThat(metrics.sum("freshet_dead_letters_lost", "source=\"small\"")).isZero();
      assertThat(metrics.sum("freshet_dead_letters_lost", "source=\"tiny\"")).isEqualTo(8);
      assertThat(metrics.sum("flink_jobmanager_job_numRestarts")).isZero();
      assertThat(Letters.of(servers.kafka(), "tiny.dead-letters")).isEmpty();
      List<Letter> letters = Letters.of(servers.kafka(), "small.dead-letters");
      assertThat(letters).hasSize(8);
      int cut = 0;
      for (Letter letter : letters) {
        byte[] whole = sent.get(letter.place());
        if (whole.length < 4_000) {
          assertThat(letter.bytes()).isEqualTo(whole);
          assertThat(letter.cutFromBytes()).isEmpty();
        } else if (whole.length > 4_096) {
          assertThat(letter.cutFromBytes()).isEqualTo(Integer.toString(whole.length));
          assertThat(letter.bytes().length).isBetween(1_500, 4_000);
          assertThat(letter.bytes()).isEqualTo(Arrays.copyOf(whole, letter.bytes().length));
        }
        cut += letter.cutFromBytes().isEmpty() ? 0 : 1;
      }
      assertThat(metrics.sum("freshet_dead_letters_too_large", "source=\"small\"")).isEqualTo(cut);
    }
  }

  private static void assertCounts(Mixture mixture, MetricsSeen metrics) {
    long folded = Mixture.GOOD + Mixture.MISTYPED + Mixture.ON_THE_EDGE;
    assertThat(metrics.sum("freshet_records", "outcome=\"folded\"")).isEqualTo(folded);
    assertThat(metrics.sum("freshet_records", "outcome=\"unkeyed\"")).isEqualTo(Mixture.UNKEYED);
    assertThat(metrics.sum("freshet_records"))
        .isEqualTo(folded + Mixture.UNKEYED + Mixture.MALFORMED);
    for (Malformed kind : Malformed.values()) {
      assertThat(metrics.sum("freshet_records", "reason=\"" + kind.reason() + '"'))
          .as(kind.reason())
          .isEqualTo(mixture.malformed().values().stream().filter(s -> s.kind() == kind).count())
          .isGreaterThanOrEqualTo(Mixture.TOO_LARGE);
    }
    assertThat(mixture.mistyped()).hasSize(1 + Orders.MISTYPED.size());
    mixture
        .mistyped()
        .forEach(
            (field, times) ->
                assertThat(metrics.sum("freshet_mistyped_fields", "field=\"" + field + '"'))
                    .as(field)
                    .isEqualTo(times));
    assertThat(metrics.sum("freshet_dead_letters_too_large")).isZero();
    assertThat(metrics.sum("flink_jobmanager_job_numRestarts")).isZero();
  }

  /** Each letter is the record as it was sent; each record has a letter. */
  private static void assertLetters(Map<Place, Sent> malformed, List<Letter> letters) {
    assertThat(malformed).hasSize(Mixture.MALFORMED);
    Set<Place> places = new HashSet<>();
    for (Letter letter : letters) {
      Sent sent = malformed.get(letter.place());
      assertThat(sent).as("what was at %s", letter.place()).isNotNull();
      assertThat(letter.reason()).as("%s", letter.place()).isEqualTo(sent.kind().reason());
      assertThat(Arrays.equals(letter.bytes(), sent.bytes())).as("%s", letter.place()).isTrue();
      assertThat(letter.cutFromBytes()).isEmpty();
      places.add(letter.place());
    }
    assertThat(places).hasSize(Mixture.MALFORMED);
  }

  private static List<Letter> letters(Repository repository) {
    List<Letter> letters = new ArrayList<>();
    for (Source source : repository.recordedSources()) {
      letters.addAll(Letters.of(servers.kafka(), source.topic() + ".dead-letters"));
    }
    return letters;
  }

  private static long deadLettered(EmbeddedJob job) throws Exception {
    return MetricsSeen.of(job.metrics()).sum("freshet_records", "outcome=\"dead_lettered\"");
  }

  /** Sources of orders, one a topic, and what is known of their users. */
  private static Definitions definitions(String project, String... sources) throws Exception {
    StringBuilder yaml = new StringBuilder("project: " + project + "\nsources:\n");
    for (String source : sources) {
      yaml.append(
          """
            - name: %1$s
              topic: %1$s
              event_time: ts
              event_id: id
              fields:
                user_id: string
                amount: double
                pieces: int64
                vip: bool
                seen: timestamp
                tags: list<string>
                scores: map<string,double>
          """
              .formatted(source));
    }
    yaml.append("entities:\n  - {name: user, join_keys: [user_id]}\nfeature_views:\n");
    for (String source : sources) {
      yaml.append(
          """
            - name: of_%1$s
              entity: user
              source: %1$s
              features:
                - {name: all, aggregation: count, windows: [1h, 1d, lifetime]}
                - {name: amount, aggregation: sum, value: event.amount, windows: [1d, lifetime]}
                - {name: pieces, aggregation: sum, value: event.pieces, windows: [1h, 7d]}
                - {name: vip, aggregation: last, value: event.vip}
                - {name: seen, aggregation: first, value: event.seen}
                - {name: tags, aggregation: count, by: event.tags, windows: [7d]}
                - {name: fit, aggregation: max, value: event.scores.fit}
                - {name: strangers, aggregation: count, where: '!has(event.vip)'}
          """
              .formatted(source));
    }
    Path folder = Files.createDirectories(temp.resolve(project).resolve("definitions"));
    Files.writeString(folder.resolve("features.yaml"), yaml);
    return Definitions.of(folder);
  }

  private static JobConfig config(String project) throws Exception {
    return servers.job(temp.resolve(project).resolve("state"), 2);
  }

  /** Made by somebody else, who did not think of large letters. */
  private static void createLetters(String topic, int maxBytes) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers.kafka()))) {
      NewTopic letters =
          new NewTopic(topic + ".dead-letters", Optional.of(1), Optional.empty())
              .configs(Map.of("max.message.bytes", Integer.toString(maxBytes)));
      admin.createTopics(List.of(letters)).all().get();
    }
  }

  private static KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            servers.kafka(),
            "compression.type",
            "lz4",
            "linger.ms",
            10,
            "max.request.size",
            8 << 20),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
