package dev.freshet.infra.command;

import dev.freshet.features.definition.FeatureService;
import dev.freshet.features.definition.InvalidRepositoryException;
import dev.freshet.features.definition.Model;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.type.Timestamps;
import dev.freshet.infra.console.Console;
import dev.freshet.infra.console.EnvironmentException;
import dev.freshet.infra.console.ExitCode;
import dev.freshet.infra.console.InputException;
import dev.freshet.infra.console.Json;
import dev.freshet.infra.train.ModelFiles;
import dev.freshet.infra.train.Task;
import dev.freshet.infra.train.Trained;
import dev.freshet.infra.train.Training;
import dev.freshet.infra.train.boost.Library;
import dev.freshet.infra.train.boost.Objective;
import dev.freshet.infra.train.report.ReportMembers;
import dev.freshet.infra.train.report.ReportText;
import dev.freshet.infra.train.report.TrainingReport.Subject;
import dev.freshet.infra.train.slice.Cut;
import dev.freshet.pipelines.examples.ExampleColumns;
import dev.freshet.pipelines.examples.ExampleReader;
import dev.freshet.pipelines.examples.Examples;
import dev.freshet.pipelines.examples.ExamplesException;
import dev.freshet.pipelines.training.TrainingRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code train}: from a training set to a model that is served, and a report on it. */
@Command(
    name = "train",
    description = {
      "Trains a model of the repository, of kind xgboost, on a training set, and reports on it.",
      "Rows are sliced by time: trees are grown on the first slice, stopped by the next, and every"
          + " figure is of the latest. Writes the model's file, its sidecar, and beside them"
          + " FILE.report.json and FILE.report.html."
    })
final class TrainCommand implements Callable<Integer> {

  @Mixin private RepositoryFolder repository;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "NAME",
      description = "The model, as the repository declares it.")
  private String name;

  @Option(
      names = "--training-set",
      required = true,
      paramLabel = "FILE",
      description = "What training-set wrote for the model's service.")
  private Path trainingSet;

  @Option(
      names = "--label",
      required = true,
      paramLabel = "COLUMN",
      description = "What came of each row: a number, or true or false. Rows without are left out.")
  private String label;

  @Option(
      names = "--group",
      paramLabel = "COLUMN",
      description =
          "What rows belong together by, such as a request's id: they are ranked, and never in two"
              + " slices.")
  private Optional<String> group = Optional.empty();

  @Option(
      names = "--timestamp",
      paramLabel = "COLUMN",
      description = "The column of instants; event_timestamp by default.")
  private String timestamp = TrainingRequest.DEFAULT_TIMESTAMP;

  @Option(
      names = "--after",
      paramLabel = "DATE",
      description =
          "Where the test slice begins: a day such as 2026-11-22, or an instant; by default where"
              + " the latest fifth of the rows does.")
  private Optional<String> after = Optional.empty();

  @Option(
      names = "--horizon",
      paramLabel = "D",
      description =
          "How long after a row its label is known, such as 7d: rows so near before a slice are in"
              + " none.")
  private Duration horizon = Duration.ZERO;

  @Option(
      names = "--objective",
      paramLabel = "O",
      description =
          "binary, regression or ranking; by default ranking with --group, else binary where all"
              + " labels are 0 or 1, else regression.")
  private Optional<Objective> objective = Optional.empty();

  @Option(
      names = "--baseline",
      paramLabel = "COLUMN",
      description = "A number to hold the model against, such as an item's popularity.")
  private Optional<String> baseline = Optional.empty();

  @Mixin private TreeOptions trees;

  @Option(
      names = "--study",
      paramLabel = "D",
      description =
          "How long features may be studied, each alone and each left out; 10m by default.")
  private Duration study = Duration.ofMinutes(10);

  @Option(names = "--quick", description = "Do not study features.")
  private boolean quick;

  @Option(
      names = "--json",
      description =
          "Print the report: {\"model\", \"objective\", \"slices\", \"figures\", \"features\", ...}.")
  private boolean json;

  private final Console console;

  TrainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InvalidRepositoryException {
    Repository definitions = repository.read();
    List<String> problems = new ArrayList<>(trees.problems());
    OptionalLong testFrom = testFrom(problems);
    Optional<Trainee> trainee = Trainee.find(name, definitions, problems);
    trainee.ifPresent(found -> checkLabel(found.model(), problems));
    if (objective.equals(Optional.of(Objective.RANKING)) && group.isEmpty()) {
      problems.add(
          "--objective ranking orders the rows of each group; name the column that says which rows belong together, such as --group request_id");
    }
    if (!Files.isRegularFile(trainingSet)) {
      problems.add("--training-set %s: there is no such file".formatted(trainingSet));
    }
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    Library.problem()
        .ifPresent(
            problem -> {
              throw new EnvironmentException(problem);
            });
    train(definitions, trainee.orElseThrow(), new Cut(testFrom, horizon));
    return ExitCode.DONE;
  }

  private void train(Repository definitions, Trainee trainee, Cut cut) {
    Model.Stored model = trainee.model();
    FeatureService service = model.service();
    String fingerprint = service.fingerprint(definitions);
    TrainProgress progress = new TrainProgress(console);
    Trained trained;
    try {
      Examples examples =
          ExampleReader.read(
              trainingSet,
              service,
              fingerprint,
              new ExampleColumns(label, timestamp, group, baseline),
              progress::reading);
      Arrays.stream(examples.instants())
          .max()
          .ifPresent(latest -> EpochSeconds.warning(trainingSet, latest).ifPresent(console::say));
      Task task =
          new Task(
              new Subject(
                  model.name(), service.name(), fingerprint, trainingSet.toString(), label, group),
              trees.settings(objective.orElseGet(() -> suitable(examples))),
              cut,
              trainee.format(),
              baseline,
              quick ? Duration.ZERO : study);
      trained = Training.run(task, examples, progress);
    } catch (ExamplesException e) {
      throw new InputException(e.problems());
    } catch (IOException e) {
      throw new InputException(trainingSet + ": " + e.getMessage(), e);
    } finally {
      progress.end();
    }
    write(new ModelFiles(trainee.file()), trained);
  }

  private void write(ModelFiles files, Trained trained) {
    try {
      files.write(trained);
    } catch (IOException e) {
      throw new EnvironmentException("cannot write " + files.model() + ": " + e, e);
    }
    trained.report().notes().forEach(console::say);
    if (json) {
      Map<String, Object> members = new LinkedHashMap<>(ReportMembers.of(trained.report()));
      members.put("file", files.model().toString());
      members.put("page", files.page().toString());
      console.result(Json.line(members));
    } else {
      console.result(ReportText.of(trained.report()));
      console.result("model   " + files.model());
      console.result("report  " + files.page());
    }
  }

  private Objective suitable(Examples examples) {
    if (group.isPresent()) {
      return Objective.RANKING;
    }
    int others = 0;
    Set<Float> different = new HashSet<>();
    for (float found : examples.labels()) {
      others += found != 0 && found != 1 ? 1 : 0;
      if (different.size() <= 2) {
        different.add(found);
      }
    }
    if (others > 0 && (others < examples.size() / 2 || different.size() == 2)) {
      console.say(
          "%d of %d labels are neither 0 nor 1, so this is a regression: scores are no probabilities; say --objective regression if that is meant, else look at the labels"
              .formatted(others, examples.size()));
    }
    return others > 0 ? Objective.REGRESSION : Objective.BINARY;
  }

  /** What a model is told beforehand it need not learn. */
  private void checkLabel(Model.Stored model, List<String> problems) {
    Map<String, String> known = new LinkedHashMap<>();
    model.service().features().forEach(f -> known.put(f.columnName(), "a feature of the model"));
    known.put(timestamp, "the instant of each row");
    baseline.ifPresent(column -> known.put(column, "the baseline"));
    group.ifPresent(column -> known.put(column, "the group"));
    if (known.containsKey(label)) {
      problems.add(
          "--label %s is %s, which is known beforehand; name what came of each row"
              .formatted(label, known.get(label)));
    }
  }

  private OptionalLong testFrom(List<String> problems) {
    if (after.isEmpty()) {
      return OptionalLong.empty();
    }
    String date = after.get();
    OptionalLong instant =
        Timestamps.parse(date.matches("\\d{4}-\\d{2}-\\d{2}") ? date + "T00:00:00Z" : date);
    if (instant.isEmpty()) {
      problems.add(
          "--after %s: write a day such as 2026-11-22, or an instant such as 2026-11-22T12:00:00Z"
              .formatted(date));
    }
    return instant;
  }
}
