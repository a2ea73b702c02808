package dev.freshet.infra.command;

import dev.freshet.features.definition.InvalidRepositoryException;
import dev.freshet.infra.console.Console;
import dev.freshet.infra.console.ExitCode;
import dev.freshet.infra.console.InputException;
import dev.freshet.infra.console.Json;
import dev.freshet.pipelines.job.SessionCluster;
import dev.freshet.pipelines.training.TrainingRequest;
import dev.freshet.pipelines.training.TrainingRun;
import dev.freshet.pipelines.training.TrainingSetException;
import dev.freshet.pipelines.training.Wanted;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code training-set}: what serving would have answered at past instants. */
@Command(
    name = "training-set",
    description = {
      "Answers every row of a spine with a feature service's values as of that row's instant, from"
          + " events at rest.",
      "A spine is a table of join keys, instants and any other columns; the output is its columns and"
          + " rows with a column view__feature for each feature. Formats by extension: .parquet .csv"
          + " .jsonl."
    })
final class TrainingSetCommand implements Callable<Integer> {

  @Mixin private RepositoryFolder repository;

  @Option(
      names = "--service",
      required = true,
      paramLabel = "S",
      description = "The feature service whose features are wanted.")
  private String service;

  @Option(
      names = "--spine",
      required = true,
      paramLabel = "FILE",
      description = "The spine; .csv and .jsonl also as .gz.")
  private Path spine;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "The output.")
  private Path out;

  @Option(
      names = "--timestamp",
      paramLabel = "COLUMN",
      description =
          "The spine's column of instants, RFC 3339 or epoch milliseconds; event_timestamp by"
              + " default.")
  private String timestamp = TrainingRequest.DEFAULT_TIMESTAMP;

  @Mixin private OfflineOptions offline;

  @Option(
      names = "--lag",
      paramLabel = "D",
      description =
          "Answer as if events became known so much later than their time, such as 500ms.")
  private Duration lag = Duration.ZERO;

  @Option(
      names = "--strict",
      description = "Stop at a row of an event file that is no event, rather than count it.")
  private boolean strict;

  @Option(
      names = "--flink",
      paramLabel = "URL",
      description =
          "Run it on the Flink session cluster whose REST interface is here, to which all files have"
              + " the same paths.")
  private Optional<URI> flink = Optional.empty();

  @Option(
      names = "--json",
      description =
          "Print {\"out\", \"rows\", \"features\", \"events\", \"unreadable\", \"files\","
              + " \"files_skipped\", \"seconds\"}.")
  private boolean json;

  private final Console console;

  TrainingSetCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InvalidRepositoryException, InterruptedException {
    long start = System.nanoTime();
    TrainingRequest request =
        new TrainingRequest(
            new Wanted.OfService(service), spine, out, timestamp, offline.bySource(), lag, strict);
    int parallelism = offline.parallelism();
    repository.read();
    try {
      TrainingRun run = TrainingRun.of(repository.path(), request, System::getenv, parallelism);
      warn(run);
      TrainingRun.Summary summary =
          new OfflineRun(console, "the training set")
              .of(run, flink.map(TrainingSetCommand::cluster));
      tellUnreadable(summary);
      double seconds = (System.nanoTime() - start) / 1e9;
      console.result(json ? Json.line(members(summary, seconds)) : text(summary, seconds));
      return ExitCode.DONE;
    } catch (TrainingSetException e) {
      throw new InputException(e.problems());
    } catch (IOException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  private void warn(TrainingRun run) {
    run.warnings().forEach(console::say);
    if (run.rows() > 0) {
      EpochSeconds.warning(spine, run.latest()).ifPresent(console::say);
    }
  }

  private static SessionCluster cluster(URI rest) {
    try {
      return new SessionCluster(rest, ClassPath.entries());
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  private void tellUnreadable(TrainingRun.Summary summary) {
    long unreadable = summary.tally().unreadable();
    if (unreadable > 0) {
      summary.unreadable().forEach(console::say);
      console.say(
          String.format(
              Locale.ROOT,
              "%,d rows of event files are no events and were left out%s",
              unreadable,
              unreadable > summary.unreadable().size()
                  ? "; the first " + summary.unreadable().size() + " are listed above"
                  : ""));
    }
    if (summary.tally().misplaced() > 0) {
      console.say(
          String.format(
              Locale.ROOT,
              "%,d events are of other days than the folders named date=... that they are in: files"
                  + " in such folders are skipped by date, so events may be missing; name the"
                  + " folders by the events' dates in UTC, or otherwise",
              summary.tally().misplaced()));
    }
  }

  private String text(TrainingRun.Summary summary, double seconds) {
    return String.format(
        Locale.ROOT,
        "%s: %,d rows with %d features, from %,d events, in %.1f s",
        out,
        summary.tally().rows(),
        summary.features(),
        summary.tally().records() - summary.tally().unreadable(),
        seconds);
  }

  private Map<String, Object> members(TrainingRun.Summary summary, double seconds) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("out", out.toString());
    members.put("rows", summary.tally().rows());
    members.put("features", summary.features());
    members.put("events", summary.tally().records() - summary.tally().unreadable());
    members.put("unreadable", summary.tally().unreadable());
    members.put("files", summary.filesRead());
    members.put("files_skipped", summary.filesSkipped());
    members.put("seconds", Math.round(seconds * 1000) / 1000.0);
    return members;
  }
}
