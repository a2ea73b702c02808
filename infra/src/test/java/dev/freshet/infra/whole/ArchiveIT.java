package dev.freshet.infra.whole;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.aggregation.Quantile;
import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.definition.Feature;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.features.language.RepositoryReader;
import dev.freshet.infra.Terminal;
import dev.freshet.infra.process.FreePort;
import dev.freshet.infra.shop.Shares;
import dev.freshet.infra.shop.Shop;
import dev.freshet.infra.shop.ShopPlan;
import dev.freshet.infra.shop.ShopRecord;
import dev.freshet.infra.wait.Patience;
import dev.freshet.infra.whole.ArchivedRecords.One;
import dev.freshet.infra.whole.Letters.Place;
import dev.freshet.pipelines.archive.Arrival;
import dev.freshet.pipelines.archive.Arrivals;
import dev.freshet.pipelines.record.Decoding;
import dev.freshet.pipelines.record.RecordDecoder;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The archive of a job that is killed, started again and stopped, while a shop sends events late,
 * twice, without a key, and records that are none.
 */
@Timeout(300)
class ArchiveIT {

  private static final long SEED = 11;
  private static final int RECORDS = 12_000;
  private static final int RATE = 200;
  private static final Path REPOSITORY =
      Path.of("..", "examples", "shop").toAbsolutePath().normalize();
  private static final List<String> OUTCOMES = List.of("folded", "repeated", "too_late", "unkeyed");

  private static final String CLICKS =
      """
      project: clicks
      sources:
        - {name: clicks, topic: clicks, event_time: ts, fields: {user_id: string}}
      entities: [{name: user, join_keys: [user_id]}]
      feature_views:
        - name: activity
          entity: user
          source: clicks
          features: [{name: clicks, aggregation: count}]
      """;

  @TempDir private Path temp;

  @Test
  void hasEveryAcceptedRecordOnceAndGivesTheSameTrainingSet() throws Exception {
    Repository repository = RepositoryReader.read(REPOSITORY);
    Source source = repository.recordedSources().get(0);
    Path archive = temp.resolve("archive");
    Path sent = temp.resolve("sent.jsonl");
    try (KafkaAndRedis servers = new KafkaAndRedis(temp)) {
      Map<String, Long> counted = runAndKill(servers, archive, sent);

      Map<Place, Event> accepted = accepted(servers.kafka(), source);
      Map<Place, One> archived = ArchivedRecords.of(archive, source).byPlace();
      assertThat(archived.keySet()).isEqualTo(accepted.keySet());
      accepted.forEach(
          (place, event) ->
              assertThat(archived.get(place).event()).as("%s", place).isEqualTo(event));
      assertThat(counted.keySet()).contains("folded", "repeated", "unkeyed");
      new ArchiveAudit(repository, archive, archived).assertAddsUpTo(counted);

      Path spine = spine(accepted.values().stream().toList());
      for (String format : List.of("csv", "parquet")) {
        List<Object[]> fromSent = trainingSet(spine, sent.toString(), "sent." + format);
        List<Object[]> fromArchive =
            trainingSet(spine, archive + "/interactions/**/*.parquet", "archived." + format);
        assertSame(repository, fromSent, fromArchive);
      }
    }
  }

  @Test
  void aJobGoesOnWithAnArchiveOrWithoutOneWhicheverItHadBefore() throws Exception {
    Path definitions = Files.createDirectory(temp.resolve("repository"));
    Files.writeString(definitions.resolve("features.yaml"), CLICKS);
    Repository repository = RepositoryReader.read(definitions);
    Source source = repository.recordedSources().get(0);
    Path archive = temp.resolve("archive");
    Path state = temp.resolve("state");
    try (KafkaAndRedis servers = new KafkaAndRedis(temp);
        KafkaProducer<byte[], byte[]> producer = producer(servers)) {
      for (int run = 0; run < 4; run++) {
        String[] options =
            run % 2 == 0
                ? new String[] {"--backend", "heap"}
                : new String[] {"--backend", "heap", "--archive", archive.toString()};
        try (StreamProcess job = new StreamProcess(servers, definitions, state, options)) {
          for (int i = 0; i < 50; i++) {
            byte[] click = "{\"ts\": %d, \"user_id\": \"u\"}".formatted(run).getBytes(UTF_8);
            var unused = producer.send(new ProducerRecord<>("clicks", 1, null, click));
          }
          producer.flush();
          Committed.await(servers.kafka(), repository);
          job.stop();
        }
      }
    }
    TreeSet<Long> archived = new TreeSet<>();
    ArchivedRecords.of(archive, source)
        .byPlace()
        .forEach((place, one) -> archived.add(place.offset()));
    assertThat(archived)
        .containsExactlyElementsOf(
            LongStream.concat(LongStream.range(50, 100), LongStream.range(150, 200))
                .boxed()
                .toList());
    try (Arrivals arrivals = Arrivals.of(archive, "user")) {
      TreeSet<Long> folded = new TreeSet<>();
      for (Optional<Arrival> a = arrivals.next(); a.isPresent(); a = arrivals.next()) {
        assertThat(a.get().folded()).isEqualTo(a.get().offset() + 1);
        folded.add(a.get().folded());
      }
      assertThat(folded).hasSize(100);
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(KafkaAndRedis servers) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", servers.kafka(), "max.request.size", 4 << 20),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /** Sends half, kills the job meanwhile, sends the rest; returns its counts, by outcome. */
  private Map<String, Long> runAndKill(KafkaAndRedis servers, Path archive, Path sent)
      throws Exception {
    Path state = temp.resolve("state");
    int port = FreePort.find();
    String[] options = {"--archive", archive.toString(), "--metrics-port", "" + port};
    Instant opening = Instant.now().minusSeconds(RECORDS / RATE);
    Shop shop = Shop.open(new ShopPlan(SEED, opening, RATE, Shares.USUAL));
    try (OutputStream file = Files.newOutputStream(sent);
        KafkaProducer<byte[], byte[]> producer = producer(servers)) {
      try (StreamProcess job = new StreamProcess(servers, REPOSITORY, state, options)) {
        send(shop, RECORDS / 4, producer, file);
        Committed.await(servers.kafka(), RepositoryReader.read(REPOSITORY));
        send(shop, RECORDS / 4, producer, file);
        Thread.sleep(1_000);
        job.kill();
      }
      try (StreamProcess job = new StreamProcess(servers, REPOSITORY, state, options)) {
        send(shop, RECORDS / 2, producer, file);
        URI metrics = URI.create("http://127.0.0.1:" + port + "/metrics");
        Patience.until(
            "all records are counted",
            () -> MetricsSeen.of(metrics).sum("freshet_records") == RECORDS);
        Map<String, Long> counts = new TreeMap<>();
        for (String outcome : OUTCOMES) {
          String label = "outcome=\"" + outcome + '"';
          counts.put(outcome, MetricsSeen.of(metrics).sum("freshet_records", label));
        }
        counts.values().removeIf(count -> count == 0);
        job.stop();
        return counts;
      }
    }
  }

  private static void send(
      Shop shop, int records, KafkaProducer<byte[], byte[]> producer, OutputStream file)
      throws Exception {
    for (int i = 0; i < records; i++) {
      ShopRecord record = shop.next();
      byte[] key = record.key().map(text -> text.getBytes(UTF_8)).orElse(null);
      var unused = producer.send(new ProducerRecord<>(record.topic(), key, record.value()));
      file.write(record.value());
      file.write('\n');
    }
    producer.flush();
  }

  /** What a job accepts of what is in the topic. */
  private static Map<Place, Event> accepted(String kafka, Source source) {
    RecordDecoder decoder = new RecordDecoder(source);
    Map<Place, Event> accepted = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> found : Consumed.of(kafka, source.topic())) {
      if (decoder.decode(found.value(), found.timestamp(), slot -> {})
          instanceof Decoding.Decoded decoded) {
        Place place = new Place(found.topic(), found.partition(), found.offset());
        accepted.put(place, decoded.event());
      }
    }
    assertThat(accepted).hasSizeBetween(RECORDS * 9 / 10, RECORDS - 1);
    return accepted;
  }

  private Path spine(List<Event> events) throws Exception {
    Random random = new Random(SEED);
    Source source = RepositoryReader.read(REPOSITORY).recordedSources().get(0);
    int user = source.slot("user_id").orElseThrow();
    int item = source.slot("item_id").orElseThrow();
    List<String> rows = new ArrayList<>(List.of("user_id,item_id,event_timestamp"));
    for (int i = 0; i < 1_000; i++) {
      Event one = events.get(random.nextInt(events.size()));
      Event other = events.get(random.nextInt(events.size()));
      long at = one.timestamp() + random.nextInt(3) * (random.nextBoolean() ? 1L : 20_000L);
      rows.add(text(one.slots()[user]) + "," + text(other.slots()[item]) + "," + at);
    }
    return Files.write(temp.resolve("spine.csv"), rows);
  }

  private static String text(Object value) {
    return value == null ? "" : value.toString();
  }

  /** Sketches of quantiles draw lots, so now and then they say a value beside the other. */
  private static void assertSame(
      Repository repository, List<Object[]> fromSent, List<Object[]> fromArchive) {
    List<Feature> features = repository.service("homepage").orElseThrow().features();
    assertThat(fromArchive).hasSameSizeAs(fromSent);
    int sketches = 0;
    int differ = 0;
    for (int row = 0; row < fromSent.size(); row++) {
      for (int i = 0; i < features.size(); i++) {
        Object sent = fromSent.get(row)[i];
        Object archived = fromArchive.get(row)[i];
        if (isSketch(features.get(i))) {
          sketches++;
          differ += Objects.equals(sent, archived) ? 0 : 1;
        } else {
          assertThat(archived).as("row %d, %s", row, features.get(i).fullName()).isEqualTo(sent);
        }
      }
    }
    assertThat(differ).as("of %d quantiles", sketches).isLessThan(sketches / 50);
  }

  private static boolean isSketch(Feature feature) {
    return feature instanceof AggregatedFeature aggregated
        && aggregated.definition().aggregation() instanceof Quantile;
  }

  private List<Object[]> trainingSet(Path spine, String events, String name) throws Exception {
    Path out = temp.resolve(name);
    Terminal.result(
        List.of(
            "training-set",
            REPOSITORY.toString(),
            "--service",
            "homepage",
            "--spine",
            spine.toString(),
            "--events",
            "interactions=" + events,
            "--out",
            out.toString()));
    return TrainingOutput.read(
        out, RepositoryReader.read(REPOSITORY).service("homepage").orElseThrow().features());
  }
}
