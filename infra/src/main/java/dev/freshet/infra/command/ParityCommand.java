package dev.freshet.infra.command;

import dev.freshet.features.definition.InvalidRepositoryException;
import dev.freshet.features.definition.Repository;
import dev.freshet.infra.console.Console;
import dev.freshet.infra.console.EnvironmentException;
import dev.freshet.infra.console.ExitCode;
import dev.freshet.infra.console.InputException;
import dev.freshet.infra.console.Json;
import dev.freshet.infra.parity.ParityMembers;
import dev.freshet.infra.parity.ParityPage;
import dev.freshet.infra.parity.ParityTable;
import dev.freshet.infra.served.ServedFiles;
import dev.freshet.pipelines.parity.Parity;
import dev.freshet.pipelines.parity.ParityReport;
import dev.freshet.pipelines.parity.ParityRequest;
import dev.freshet.pipelines.training.TrainingRun;
import dev.freshet.pipelines.training.TrainingSetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code parity}: what was served held against what the same events give offline. */
@Command(
    name = "parity",
    description = {
      "Recomputes offline what was served, from the log that serve --served-log writes, and compares"
          + " value by value.",
      "With the archive of the job that wrote the store, differences are explained: a value that is"
          + " what the events give which the row's version knew was right when it was served, and the"
          + " other events were folded later. Exit code 1 if less than --min of a feature's values"
          + " are equal, within a sketch's bound, or explained."
    })
final class ParityCommand implements Callable<Integer> {

  @Mixin private RepositoryFolder repository;

  @Option(
      names = "--served",
      required = true,
      paramLabel = "FILE|TOPIC",
      description =
          "The log: a file, a folder of .jsonl files, a name with wildcards, or"
              + " kafka://HOST:PORT/TOPIC.")
  private String served;

  @Option(
      names = "--archive",
      paramLabel = "DIR",
      description =
          "What the job's --archive wrote: events, and what entities knew when; found by itself if"
              + " --events names its files.")
  private Optional<Path> archive = Optional.empty();

  @Mixin private OfflineOptions offline;

  @Option(
      names = "--min",
      paramLabel = "SHARE",
      description = "The share of right values asked of each feature, ${DEFAULT-VALUE} by default.",
      defaultValue = "1")
  private double min;

  @Option(names = "--html", paramLabel = "FILE", description = "Write a page to read, too.")
  private Optional<Path> html = Optional.empty();

  @Option(
      names = "--json",
      description =
          "Print {\"rows\", \"compared\", \"equal\", \"approximate\", \"different\", \"explained\","
              + " \"share\", \"features\": [...], ...}.")
  private boolean json;

  private final Console console;

  ParityCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InvalidRepositoryException, InterruptedException {
    if (!(min >= 0 && min <= 1)) {
      throw new InputException("--min " + min + ": write a share from 0 to 1, such as 0.99");
    }
    int parallelism = offline.parallelism();
    if (archive.isPresent() && !Files.isDirectory(archive.get())) {
      throw new InputException(
          "--archive %s is no folder%s; name the one that the job's --archive names"
              .formatted(archive.get(), Files.exists(archive.get()) ? "" : ", nor anything else"));
    }
    Repository definitions = repository.read();
    ParityReport report = inScratch(parallelism);
    html.ifPresent(file -> write(file, ParityPage.of(report, definitions.project())));
    console.result(json ? Json.line(ParityMembers.of(report)) : ParityTable.of(report));
    return judge(report);
  }

  private int judge(ParityReport report) {
    if (report.unreadable() > 0) {
      console.say(report.unreadable() + " lines of the log are no served rows, and were left out");
    }
    if (!report.unknown().isEmpty()) {
      console.say("served, but not defined any more, and not compared: " + report.unknown());
    }
    if (report.total().compared() == 0) {
      console.say(
          "--served %s: %s, so there is no parity"
              .formatted(
                  served,
                  report.rows() == 0
                      ? "nothing was served"
                      : "nothing that was served can be compared; is it the log of this repository?"));
      return ExitCode.WRONG_INPUT;
    }
    List<String> under =
        report.features().stream()
            .filter(of -> of.counts().share() < min)
            .map(ParityReport.OfFeature::feature)
            .toList();
    if (under.isEmpty()) {
      return ExitCode.DONE;
    }
    console.say(
        "under --min %s: %s%s"
            .formatted(
                min,
                String.join(", ", under),
                archive.isEmpty()
                    ? "; name the job's --archive, so that events folded after an answer are told from mistakes"
                    : ""));
    return ExitCode.WRONG_INPUT;
  }

  private ParityReport inScratch(int parallelism)
      throws InvalidRepositoryException, InterruptedException {
    try (Scratch scratch = Scratch.create()) {
      ParityRequest request =
          new ParityRequest(ServedFiles.of(served, scratch.folder()), offline.bySource(), archive);
      Parity parity = Parity.of(repository.path(), request, System::getenv, scratch.folder());
      Optional<TrainingRun> run = parity.offline(repository.path(), System::getenv, parallelism);
      if (run.isPresent()) {
        new OfflineRun(console, "the offline run").of(run.get(), Optional.empty());
      }
      return parity.compare();
    } catch (TrainingSetException e) {
      throw new InputException(e.problems());
    } catch (IOException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  private static void write(Path file, String page) {
    try {
      Files.writeString(file, page);
    } catch (IOException e) {
      throw new EnvironmentException("--html " + file + ": " + e.getMessage(), e);
    }
  }
}
