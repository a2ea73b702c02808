package dev.freshet.infra.command;

import dev.freshet.features.definition.InvalidRepositoryException;
import dev.freshet.infra.console.Console;
import dev.freshet.infra.console.ExitCode;
import dev.freshet.infra.console.Json;
import dev.freshet.infra.quantity.HostPort;
import dev.freshet.infra.replay.Replay;
import dev.freshet.infra.replay.ReplayConfig;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code replay}: events at rest become events on their way. */
@Command(
    name = "replay",
    description = {
      "Sends the sources' files to their topics, each in the order of its files, several merged by"
          + " their times.",
      "Records go as they are, malformed ones too; rows of CSV and Parquet go as JSON objects."
    })
final class ReplayCommand implements Callable<Integer> {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Mixin private RepositoryFolder repository;

  @Option(names = "--kafka", required = true, paramLabel = "HOST:PORT", description = "Kafka.")
  private HostPort kafka;

  @Option(
      names = "--speed",
      paramLabel = "N",
      description = "N times the pace of the events' times; as fast as possible by default.")
  private Optional<Double> speed = Optional.empty();

  @Option(
      names = "--end-now",
      description =
          "Shift the times of all events by one constant, of whole seconds, so that the last event is"
              + " now. Only event times are shifted, no other fields.")
  private boolean endNow;

  @Option(names = "--wait", description = "Return when everything sent is reflected in the store.")
  private boolean awaitStore;

  @Option(
      names = "--timeout",
      paramLabel = "D",
      description = "How long to wait for that, such as 60s; then exit with 2.")
  private Optional<Duration> timeout = Optional.empty();

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "Send only this source; may be repeated. All that have files by default.")
  private List<String> sources = List.of();

  @Option(names = "--json", description = "Print {\"sent\", \"shift_ms\", \"seconds\"}.")
  private boolean json;

  private final Console console;

  ReplayCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InvalidRepositoryException {
    if (speed.isPresent() && !(speed.get() > 0 && Double.isFinite(speed.get()))) {
      throw new ParameterException(
          spec.commandLine(), "--speed " + speed.get() + " is no pace; write a positive number");
    }
    if (timeout.isPresent() && !awaitStore) {
      throw new ParameterException(
          spec.commandLine(), "--timeout is for --wait; add --wait or leave it out");
    }
    ReplayConfig config =
        new ReplayConfig(
            kafka.toString(),
            sources,
            speed.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
            endNow,
            awaitStore,
            timeout);
    Replay.Summary summary = new Replay(repository.read(), config, console).run();
    console.result(json ? Json.line(members(summary)) : text(summary));
    return ExitCode.DONE;
  }

  private static String text(Replay.Summary summary) {
    return String.format(
        Locale.ROOT,
        "sent %d records, times shifted by %d ms, in %.1f s",
        summary.sent(),
        summary.shiftMillis(),
        summary.seconds());
  }

  private static Map<String, Object> members(Replay.Summary summary) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("sent", summary.sent());
    members.put("shift_ms", summary.shiftMillis());
    members.put("seconds", Math.round(summary.seconds() * 1000) / 1000.0);
    return members;
  }
}
