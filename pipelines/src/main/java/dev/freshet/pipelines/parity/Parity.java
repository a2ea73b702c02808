package dev.freshet.pipelines.parity;

import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.ExternalFeature;
import dev.freshet.features.definition.Feature;
import dev.freshet.features.definition.InvalidRepositoryException;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.features.language.RepositoryReader;
import dev.freshet.pipelines.archive.Archive;
import dev.freshet.pipelines.file.EventFiles;
import dev.freshet.pipelines.file.EventFilesException;
import dev.freshet.pipelines.json.TypedValue;
import dev.freshet.pipelines.training.TrainingRequest;
import dev.freshet.pipelines.training.TrainingRun;
import dev.freshet.pipelines.training.TrainingSetException;
import dev.freshet.pipelines.training.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** One measurement of parity. Used once, by one thread. */
public final class Parity {

  /** Differences of so many bytes of rows are judged at once: some ten times that on the heap. */
  private static final long BYTES_AT_ONCE = 64L << 20;

  private final Terms terms;
  private final ParityRequest request;
  private final Path spineFile;
  private final Path answersFile;
  private final ServedSpine spine;
  private final Optional<SecondLook> second;
  private final Map<String, FeatureTally> tallies = new LinkedHashMap<>();
  private final List<DifferingRow> differing = new ArrayList<>();
  private final NewestVersions newest = new NewestVersions();
  private long differingBytes;
  private final List<Long> behind = new ArrayList<>();

  private Parity(
      Repository repository,
      ParityRequest request,
      Function<String, String> variables,
      Path scratch)
      throws IOException {
    this.terms = new Terms(repository);
    this.request = request;
    this.spineFile = scratch.resolve("spine.jsonl");
    this.answersFile = scratch.resolve("answers.jsonl");
    this.spine = ServedSpine.write(request.served(), terms, spineFile);
    this.second =
        request
            .archive()
            .or(() -> archive(variables))
            .map(archive -> new SecondLook(terms, new Histories(repository, archive)));
  }

  /**
   * Goes through the served log once.
   *
   * @param folder of the feature repository
   * @param variables what {@code ${VARIABLE}} stands for in the paths of files
   * @param scratch a folder for files in between
   * @throws IOException if the log cannot be read
   */
  public static Parity of(
      Path folder, ParityRequest request, Function<String, String> variables, Path scratch)
      throws InvalidRepositoryException, IOException {
    return new Parity(RepositoryReader.read(folder), request, variables, scratch);
  }

  /** How many rows were served. */
  public long rows() {
    return spine.rows();
  }

  /**
   * The training run that answers the same questions offline; empty if nothing of events was
   * served.
   *
   * @param variables what {@code ${VARIABLE}} stands for in the paths of files
   */
  public Optional<TrainingRun> offline(
      Path folder, Function<String, String> variables, int parallelism)
      throws InvalidRepositoryException, TrainingSetException, IOException {
    if (spine.wanted().isEmpty()) {
      return Optional.empty();
    }
    TrainingRequest wanted =
        new TrainingRequest(
            new Wanted.ByName(spine.wanted().stream().map(Feature::fullName).toList()),
            spineFile,
            answersFile,
            ServedSpine.TIMESTAMP,
            events(),
            Duration.ZERO,
            false);
    return Optional.of(TrainingRun.of(folder, wanted, variables, parallelism));
  }

  /** Compares what was served with what the finished training run answered. */
  public ParityReport compare() throws IOException {
    if (!spine.wanted().isEmpty()) {
      try (ServedRows served = new ServedRows(request.served());
          OfflineAnswers offline = new OfflineAnswers(terms, spine.wanted(), answersFile)) {
        for (var row = served.next(); row.isPresent(); row = served.next()) {
          compare(row.get(), offline.next(row.get()));
        }
      }
      judge();
    }
    return new ParityReport(
        spine.rows(),
        spine.unreadable(),
        List.copyOf(spine.unknown()),
        tallies.values().stream().map(FeatureTally::report).toList(),
        behind());
  }

  private Map<String, List<String>> events() {
    Map<String, List<String>> events = new LinkedHashMap<>();
    if (request.archive().isPresent()) {
      for (Source source : terms.repository().recordedSources()) {
        events.put(source.name(), archived(source, request.archive().get()));
      }
    }
    events.putAll(request.events());
    return events;
  }

  /** What an archive has of a source, of which nothing may have come yet. */
  private static List<String> archived(Source source, Path archive) {
    return Files.isDirectory(archive.resolve(source.name()))
        ? List.of(EventFiles.literal(archive.toAbsolutePath()) + "/" + Histories.pattern(source))
        : List.of();
  }

  /** The archive that events are read from, where its files are named and not itself. */
  private Optional<Path> archive(Function<String, String> variables) {
    for (Source source : terms.repository().recordedSources()) {
      try {
        List<Path> files =
            request.events().containsKey(source.name())
                ? EventFiles.find(
                    source, Path.of(""), request.events().get(source.name()).get(0), variables)
                : source.files().isPresent() ? EventFiles.find(source, variables) : List.of();
        Optional<Path> archive = files.stream().findFirst().flatMap(Archive::of);
        if (archive.isPresent()) {
          return archive;
        }
      } catch (EventFilesException e) {
        // Those whose files are needed are told of by the training run.
      }
    }
    return Optional.empty();
  }

  private void compare(ServedRow row, Map<AggregatedFeature, Object> offline) throws IOException {
    List<Difference> differences = new ArrayList<>();
    for (int i = 0; i < row.features().size(); i++) {
      String name = row.features().get(i);
      if (!terms.has(name) || terms.feature(name) instanceof ExternalFeature) {
        // What other servers said cannot be computed again.
        continue;
      }
      Feature feature = terms.feature(name);
      Object served = TypedValue.of(feature.type(), row.values().get(i));
      Object right = terms.value(feature, row, offline::get);
      if (row.contradictsItself(i, entity(feature))) {
        tally(name)
            .differs(row, new Difference(feature, served, right), Judgement.unexplained(), false);
      } else if (isBeyondHorizon(row, i, feature, served, right)) {
        tally(name).beyondHorizon();
      } else if (Likeness.same(served, right)) {
        tally(name).equal();
      } else {
        differences.add(new Difference(feature, served, right));
      }
    }
    Set<Entity> outdated = outdated(row);
    if (!differences.isEmpty()) {
      differing.add(new DifferingRow(row, differences, outdated));
      differingBytes += row.sizeBytes();
      if (differingBytes > BYTES_AT_ONCE) {
        judge();
      }
    }
  }

  /** Entities of which newer rows were served before. */
  private Set<Entity> outdated(ServedRow row) {
    Set<Entity> outdated = new HashSet<>();
    for (Entity entity : terms.entities(row)) {
      Optional<String> key = row.key(entity);
      if (key.isPresent() && newest.isOlder(entity, key.get(), row.version(entity), row.asOf())) {
        outdated.add(entity);
      }
    }
    return outdated;
  }

  /** Of what is computed, also a value that is another one since an operand is missing. */
  private boolean isBeyondHorizon(
      ServedRow row, int n, Feature feature, Object served, Object right) {
    return feature instanceof AggregatedFeature aggregated
        ? row.isBeyondHorizon(n, terms.entity(aggregated))
        : !Likeness.same(served, right)
            && feature.aggregated().stream().anyMatch(of -> row.isCutOff(terms.entity(of)));
  }

  private Optional<Entity> entity(Feature feature) {
    return feature instanceof AggregatedFeature aggregated
        ? Optional.of(terms.entity(aggregated))
        : Optional.empty();
  }

  /** Whether one of the entities behind a value had no row. */
  private boolean isRowless(ServedRow row, Feature feature) {
    return feature.aggregated().stream().anyMatch(of -> row.version(terms.entity(of)).isEmpty());
  }

  private void judge() throws IOException {
    SecondLook.Judgements judgements =
        (row, difference, judgement) -> {
          tally(difference.feature().fullName())
              .differs(
                  row.row(), difference, judgement, isRowless(row.row(), difference.feature()));
          if (judgement.kind() == Judgement.Kind.EXPLAINED) {
            judgement.behindMillis().ifPresent(behind::add);
          }
        };
    if (second.isPresent()) {
      second.get().judge(differing, judgements);
    } else {
      for (DifferingRow row : differing) {
        row.differences()
            .forEach(difference -> judgements.judged(row, difference, Judgement.unexplained()));
      }
    }
    differing.clear();
    differingBytes = 0;
  }

  private FeatureTally tally(String feature) {
    return tallies.computeIfAbsent(feature, FeatureTally::new);
  }

  private ParityReport.Behind behind() {
    if (behind.isEmpty()) {
      return ParityReport.Behind.NONE;
    }
    List<Long> sorted = behind.stream().sorted().toList();
    int last = sorted.size() - 1;
    return new ParityReport.Behind(
        sorted.get(last / 2), sorted.get((int) (last * 0.99)), sorted.get(last));
  }
}
