package dev.freshet.infra.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.Feature;
import dev.freshet.features.definition.FeatureView;
import dev.freshet.features.definition.OnDemandFeature;
import dev.freshet.features.definition.OnDemandFeature.Operand;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.features.language.RepositoryReader;
import dev.freshet.features.oracle.Expected;
import dev.freshet.features.oracle.Oracle;
import dev.freshet.features.oracle.RandomEvents;
import dev.freshet.features.oracle.RandomEvents.Made;
import dev.freshet.features.oracle.RandomRepository;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import dev.freshet.infra.Terminal;
import dev.freshet.infra.whole.RandomSpine.Row;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random repositories, events and spines in files of all formats: every value of the training set
 * is the one that scanning all events gives.
 */
@Timeout(120)
class TrainingSetEqualsOracleIT {

  private static final int SEEDS = Integer.getInteger("freshet.seeds.training", 20);
  private static final int EVENTS = 400;
  private static final int ROWS = 150;
  private static final long START = 1_790_000_000_000L;

  @TempDir private Path folder;

  static LongStream seeds() {
    return LongStream.range(0, SEEDS);
  }

  /** An event of a source, as it is in a file. */
  private record Told(Source source, Made made, Event event) {}

  @ParameterizedTest
  @MethodSource("seeds")
  void everyValueIsWhatScanningAllEventsGives(long seed) throws Exception {
    Random random = new Random(seed);
    Repository repository = repository(random);
    List<Told> told = events(random, repository);
    List<Row> rows =
        new RandomSpine(random, repository, told.stream().map(Told::event).toList()).rows(ROWS);
    Path spine = folder.resolve("spine." + pick(random, "csv", "jsonl", "parquet"));
    Path out = folder.resolve("out." + pick(random, "csv", "jsonl", "parquet"));
    RandomSpine.write(rows, spine, random);
    String lag = pick(random, "", "", "500ms", "7m", "2h");
    List<String> arguments = new ArrayList<>(List.of("training-set", folder.toString()));
    arguments.addAll(List.of("--service", "everything", "--spine", spine.toString()));
    arguments.addAll(List.of("--out", out.toString(), "--strict"));
    arguments.addAll(write(random, repository, told));
    if (!lag.isEmpty()) {
      arguments.addAll(List.of("--lag", lag));
    }

    Terminal.result(arguments);

    long lagMillis = Map.of("", 0L, "500ms", 500L, "7m", 420_000L, "2h", 7_200_000L).get(lag);
    int compared = compare(seed, repository, told, rows, lagMillis, out);
    assertThat(compared).as("values compared").isGreaterThanOrEqualTo(ROWS);
  }

  /** Random views, and on top of them what is computed from any of their numbers and context. */
  private Repository repository(Random random) throws Exception {
    String yaml = RandomRepository.yaml(random, "topic");
    Path definitions = folder.resolve("features.yaml");
    Files.writeString(definitions, yaml);
    StringBuilder onDemand = new StringBuilder("on_demand_feature_views:\n");
    onDemand.append("  - name: now\n    context: {device: string}\n    features:\n");
    onDemand.append("      - {name: mobile, type: bool, value: context.device == \"mobile\"}\n");
    onDemand.append(
        "      - {name: kind, type: string, value: userAgent(context.device).device}\n");
    onDemand.append("      - {name: from, type: string, value: referrer(context.device).medium}\n");
    for (FeatureView view : RepositoryReader.read(folder).views()) {
      for (AggregatedFeature feature : view.features()) {
        if (feature.type() instanceof Scalar scalar && scalar.isNumber()) {
          onDemand.append(
              "      - {name: half_%s_%s, type: double, value: double(%s.%s) / 2.0}\n"
                  .formatted(view.name(), feature.name(), view.name(), feature.name()));
        }
      }
    }
    String everything =
        yaml.substring(yaml.lastIndexOf("features: [") + 11, yaml.lastIndexOf(']')) + ", now";
    Files.writeString(
        definitions, yaml + "  - {name: everything, features: [" + everything + "]}\n" + onDemand);
    return RepositoryReader.read(folder);
  }

  private static List<Told> events(Random random, Repository repository) {
    RandomEvents events = new RandomEvents(random);
    long reach = List.of(60_000L, 3_600_000L, 86_400_000L, 40 * 86_400_000L).get(random.nextInt(4));
    long clock = START + random.nextInt(1_000_000_000);
    List<Told> told = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      clock += random.nextInt(20) == 0 ? (long) (random.nextDouble() * reach / 10) : 0;
      Made made = events.next(clock, reach);
      Source source =
          repository.recordedSources().get(random.nextInt(repository.recordedSources().size()));
      told.add(new Told(source, made, made.event(source)));
    }
    return told;
  }

  /** Spreads the events over files, in no order of time; returns the options that name them. */
  private List<String> write(Random random, Repository repository, List<Told> told)
      throws Exception {
    List<String> options = new ArrayList<>();
    for (Source source : repository.recordedSources()) {
      Path events = Files.createDirectories(folder.resolve(source.name() + "/deep"));
      List<OutputStream> files = new ArrayList<>();
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        Path within = random.nextBoolean() ? events : events.getParent();
        files.add(
            random.nextBoolean()
                ? Files.newOutputStream(within.resolve(i + ".jsonl"))
                : new GZIPOutputStream(Files.newOutputStream(within.resolve(i + ".jsonl.gz"))));
      }
      for (Told event : told) {
        if (event.source().equals(source)) {
          OutputStream file = files.get(random.nextInt(files.size()));
          file.write(EventText.of(event.made()));
          file.write('\n');
        }
      }
      for (OutputStream file : files) {
        file.close();
      }
      options.add("--events");
      options.add(source.name() + "=" + folder.resolve(source.name()) + "/**/*.jsonl*");
    }
    return options;
  }

  private static int compare(
      long seed, Repository repository, List<Told> all, List<Row> rows, long lag, Path out)
      throws Exception {
    World world = new World(repository);
    all.stream()
        .sorted(Comparator.comparingLong(each -> each.event().timestamp()))
        .forEach(each -> world.sent(each.source(), each.event()));
    world.pair();
    List<Feature> features = repository.service("everything").orElseThrow().features();
    List<Object[]> answers = TrainingOutput.read(out, features);
    assertThat(answers).as("seed %d: rows", seed).hasSize(rows.size());
    int compared = 0;
    for (int i = 0; i < rows.size(); i++) {
      Asked asked = new Asked(repository, world, rows.get(i), lag);
      for (int n = 0; n < features.size(); n++) {
        String told =
            "seed %d, %s of %s with lag %d: read %s"
                .formatted(seed, features.get(n).fullName(), rows.get(i), lag, answers.get(i)[n]);
        assertThat(asked.mistake(features.get(n), answers.get(i)[n])).as(told).isEmpty();
        compared++;
      }
    }
    return compared;
  }

  /** One row's questions, and what scanning all events answers. */
  private record Asked(Repository repository, World world, Row row, long lag) {

    /** Empty if the value is right, else what would be. */
    Optional<String> mistake(Feature feature, Object value) {
      if (feature instanceof AggregatedFeature aggregated) {
        Expected expected = expected(aggregated);
        return expected.admits(value) ? Optional.empty() : Optional.of("" + expected.value());
      }
      OnDemandFeature onDemand = (OnDemandFeature) feature;
      if (onDemand.operands().get(0) instanceof Operand.OfFeature of) {
        Expected whole = expected(of.feature());
        Object half = onDemand.value(new Object[] {whole.value()});
        return isHalf(whole, of.feature().type(), half, value)
            ? Optional.empty()
            : Optional.of("" + half);
      }
      Object wanted = onDemand.value(new Object[] {row.device()});
      return Objects.equals(wanted, value) ? Optional.empty() : Optional.of("" + wanted);
    }

    private static boolean isHalf(Expected whole, ValueType type, Object half, Object value) {
      if (half == null || value == null) {
        return Objects.equals(half, value);
      }
      double found = (Double) value;
      if (whole.approximate() != null) {
        return whole.admits(type == Scalar.INT64 ? (Object) Math.round(found * 2) : found * 2);
      }
      double magnitude = Math.max(whole.magnitude(), Math.abs((Double) half));
      return Math.abs((Double) half - found) <= Math.max(1e-290, 1e-9 * magnitude);
    }

    private Expected expected(AggregatedFeature feature) {
      FeatureView view = repository.view(feature.view()).orElseThrow();
      List<Object> keys = new ArrayList<>();
      for (Entity.JoinKey key : view.entity().joinKeys()) {
        keys.add(key.name().equals("user_id") ? row.user() : row.item());
      }
      List<Event> known =
          keys.contains(null)
              ? List.of()
              : world.one(view.entity(), keys).events(view.source()).stream()
                  .filter(event -> event.timestamp() + lag < row.instant())
                  .toList();
      return Oracle.value(view, feature, known, row.instant());
    }
  }

  private static String pick(Random random, String... texts) {
    return texts[random.nextInt(texts.length)];
  }
}
