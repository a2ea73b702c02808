package dev.freshet.pipelines.training;

import dev.freshet.features.definition.ExternalFeature;
import dev.freshet.features.definition.Feature;
import dev.freshet.features.definition.FeatureService;
import dev.freshet.features.definition.InvalidRepositoryException;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.features.document.Nearest;
import dev.freshet.features.language.RepositoryReader;
import dev.freshet.pipelines.file.EventFiles;
import dev.freshet.pipelines.file.EventFilesException;
import dev.freshet.pipelines.repository.Definitions;
import dev.freshet.pipelines.spine.Spine;
import dev.freshet.pipelines.spine.SpineException;
import dev.freshet.pipelines.spine.SpineNeeds;
import dev.freshet.pipelines.spine.SpineScan;
import dev.freshet.pipelines.table.JsonBytes;
import dev.freshet.pipelines.table.TableFormat;
import dev.freshet.pipelines.training.output.OutputFormat;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A training set that can be made: all that was asked for was found. It travels to where operators
 * run.
 *
 * @param files of events to be read, in their order
 * @param skipped how many files hold nothing that a row of the spine can see
 */
record TrainingPlan(
    Definitions definitions,
    Wanted wanted,
    Spine spine,
    String timestamp,
    String out,
    List<EventFile> files,
    int skipped,
    Duration lag,
    boolean strict)
    implements Serializable {

  TrainingPlan {
    files = List.copyOf(files);
  }

  /**
   * Finds what was asked for.
   *
   * @param folder of the feature repository, where its files of events are looked for
   * @param variables what {@code ${VARIABLE}} stands for in the paths of files
   * @throws TrainingSetException with every problem
   * @throws IOException if the spine cannot be read
   */
  static TrainingPlan of(Path folder, TrainingRequest request, Function<String, String> variables)
      throws InvalidRepositoryException, TrainingSetException, IOException {
    List<String> problems = new ArrayList<>();
    Repository repository = RepositoryReader.read(folder);
    checkOut(request, problems);
    checkSources(repository, request, problems);
    Optional<FeatureService> service = request.wanted().in(repository);
    if (service.isEmpty()) {
      problems.add(unknown(request.wanted(), repository));
      throw new TrainingSetException(problems);
    }
    Needs needs = Needs.of(repository, service.get());
    Optional<Spine> spine = spine(request, needs, problems);
    List<EventFile> all = files(needs, request, variables, problems);
    if (!problems.isEmpty() || spine.isEmpty()) {
      throw new TrainingSetException(problems);
    }
    List<EventFile> seen = seen(all, needs, spine.get(), request.lag());
    return new TrainingPlan(
        Definitions.of(folder),
        request.wanted(),
        spine.get(),
        request.timestamp(),
        request.out().toAbsolutePath().toString(),
        seen,
        all.size() - seen.size(),
        request.lag(),
        request.strict());
  }

  /** What is folded and asked. */
  Needs needs() {
    Repository repository = definitions.repository();
    return Needs.of(repository, wanted.in(repository).orElseThrow());
  }

  SpineNeeds spineNeeds(Needs needs) {
    return new SpineNeeds(needs.joinKeys(), needs.context(), needs.external(), timestamp);
  }

  /** What is wrong with the spine and no reason to stop: a line each. */
  List<String> warnings() {
    List<String> names = spine.names();
    return needs().external().stream()
        .filter(feature -> !names.contains(feature.columnName()))
        .map(
            feature ->
                "%s: there is no column \"%s\", so that %s, a feature of another server, is null in all rows%s"
                    .formatted(
                        spine.file(),
                        feature.columnName(),
                        feature.fullName(),
                        Nearest.question(feature.columnName(), names)))
        .toList();
  }

  /** What a file of the vectors says of itself, where the format can. */
  Map<String, String> metadata(Needs needs) {
    FeatureService service = service();
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("freshet.project", definitions.repository().project());
    metadata.put("freshet.feature_service", service.name());
    metadata.put("freshet.service_fingerprint", service.fingerprint(definitions.repository()));
    metadata.put(
        "freshet.columns",
        list(
            Stream.concat(
                spine.others(needs.features()).stream().map(Spine.Column::name),
                needs.features().stream().map(Feature::columnName))));
    if (service.isEncoded()) {
      metadata.put("freshet.encoded_columns", list(service.encoding().columns().stream()));
    }
    return metadata;
  }

  private static String list(Stream<String> names) {
    JsonBytes list = new JsonBytes();
    list.raw('[');
    names.forEach(
        name -> {
          list.raw(list.size() > 1 ? "," : "");
          list.text(name);
        });
    list.raw(']');
    return new String(list.toByteArray(), StandardCharsets.UTF_8);
  }

  private FeatureService service() {
    return wanted.in(definitions.repository()).orElseThrow();
  }

  private static String unknown(Wanted wanted, Repository repository) {
    if (wanted instanceof Wanted.OfService service) {
      List<String> names = repository.services().stream().map(FeatureService::name).toList();
      return "--service %s: there is no such feature service%s"
          .formatted(service.name(), Nearest.hint(service.name(), names));
    }
    return "there are no such features as " + wanted;
  }

  private static void checkOut(TrainingRequest request, List<String> problems) {
    Path out = request.out();
    if (OutputFormat.of(out).isEmpty()) {
      problems.add(
          "--out %s: no known format; name a file that ends with one of %s"
              .formatted(out, OutputFormat.KNOWN));
    }
    if (Files.isDirectory(out)) {
      problems.add("--out %s is a folder; name a file".formatted(out));
    }
    if (isSame(out, request.spine())) {
      problems.add("--out %s is the spine itself; name another file".formatted(out));
    }
  }

  private static boolean isSame(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException notThere) {
      return false;
    }
  }

  private static void checkSources(
      Repository repository, TrainingRequest request, List<String> problems) {
    List<String> names = repository.recordedSources().stream().map(Source::name).toList();
    for (String name : request.events().keySet()) {
      if (!names.contains(name)) {
        problems.add(
            "--events %s: there is no such source%s".formatted(name, Nearest.hint(name, names)));
      }
    }
  }

  private static Optional<Spine> spine(TrainingRequest request, Needs needs, List<String> problems)
      throws IOException {
    if (!Files.isRegularFile(request.spine())) {
      problems.add("--spine %s: there is no such file".formatted(request.spine()));
      return Optional.empty();
    }
    try {
      SpineNeeds wanted =
          new SpineNeeds(needs.joinKeys(), needs.context(), needs.external(), request.timestamp());
      Spine spine = SpineScan.read(request.spine(), wanted, typesMatter(request));
      List<String> names = spine.names();
      for (Feature feature : needs.features()) {
        if (names.contains(feature.columnName()) && !(feature instanceof ExternalFeature)) {
          problems.add(
              "%s: the column \"%s\" has the name of a feature's; rename or leave it out"
                  .formatted(request.spine(), feature.columnName()));
        }
      }
      return Optional.of(spine);
    } catch (SpineException e) {
      problems.addAll(e.problems());
      return Optional.empty();
    }
  }

  /** Whether what the output says of a column's type is not what the spine says already. */
  private static boolean typesMatter(TrainingRequest request) {
    Optional<OutputFormat> out = OutputFormat.of(request.out());
    return out.equals(Optional.of(OutputFormat.PARQUET))
        || (out.equals(Optional.of(OutputFormat.JSONL))
            && TableFormat.of(request.spine()).equals(Optional.of(TableFormat.CSV)));
  }

  private static List<EventFile> files(
      Needs needs,
      TrainingRequest request,
      Function<String, String> variables,
      List<String> problems)
      throws IOException {
    List<EventFile> files = new ArrayList<>();
    for (Source source : needs.sources()) {
      try {
        for (Path file : files(source, request.events(), variables)) {
          files.add(new EventFile(files.size(), source.name(), file.toString(), Files.size(file)));
          if (isSame(file, request.out())) {
            problems.add(
                "--out %s is one of the files of source %s; name another file"
                    .formatted(request.out(), source.name()));
          }
        }
      } catch (EventFilesException e) {
        problems.add(e.getMessage());
      }
    }
    return files;
  }

  private static Set<Path> files(
      Source source, Map<String, List<String>> events, Function<String, String> variables)
      throws EventFilesException {
    if (!events.containsKey(source.name())) {
      return new LinkedHashSet<>(EventFiles.find(source, variables));
    }
    Set<Path> files = new LinkedHashSet<>();
    for (String glob : events.get(source.name())) {
      files.addAll(EventFiles.find(source, Path.of(""), glob, variables));
    }
    return files;
  }

  private static List<EventFile> seen(
      List<EventFile> files, Needs needs, Spine spine, Duration lag) {
    List<EventFile> seen = new ArrayList<>();
    for (Source source : needs.sources()) {
      Visible visible = Visible.of(needs, source, spine, lag);
      for (EventFile file : files) {
        if (file.source().equals(source.name()) && visible.mayBeIn(file.path())) {
          seen.add(file);
        }
      }
    }
    return seen;
  }
}
