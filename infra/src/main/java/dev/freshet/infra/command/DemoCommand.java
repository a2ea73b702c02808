package dev.freshet.infra.command;

import dev.freshet.features.definition.InvalidRepositoryException;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.language.RepositoryReader;
import dev.freshet.infra.console.Console;
import dev.freshet.infra.console.EnvironmentException;
import dev.freshet.infra.console.ExitCode;
import dev.freshet.infra.demo.Demo;
import dev.freshet.infra.demo.DemoConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code demo}: the whole system, fed by a simulated shop. */
@Command(
    name = "demo",
    description = {
      "Runs the whole system on this machine, fed with live events from a simulated shop, and shows"
          + " what can be read from it. Needs nothing but a JDK and Maven.",
      "Some of the events come late, twice, without a key or in no shape to be read: in the end the"
          + " job's counts of each are held against what was sent.",
      "After a minute, or half of the time, a model is trained on what visitors clicked; from then on"
          + " it ranks what some of them are shown, popularity or the lot what the others are."
    })
final class DemoCommand implements Callable<Integer> {

  private static final double MOST_PER_SECOND = 1_000_000;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "Send events for that long, then end; until Ctrl-C by default.")
  private Optional<Double> seconds = Optional.empty();

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "Events a second, ${DEFAULT-VALUE} by default.",
      defaultValue = "500")
  private double rate;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Of all that is drawn by lot, ${DEFAULT-VALUE} by default.",
      defaultValue = "1")
  private long seed;

  @Mixin private StackOptions stackOptions;

  @Option(
      names = "--json",
      description =
          "Print one line at the end: {\"sent\", \"folded\", \"repeated\", \"too_late\", \"unkeyed\","
              + " \"dead_lettered\", \"freshness_ms\": {\"p50\", \"p99\"}, \"first_value_seconds\"}."
              + " Freshness is measured from 5 s on. A demo of 60 s or more has \"click_rates\", too.")
  private boolean json;

  private final Console console;

  DemoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InvalidRepositoryException, InterruptedException {
    if (!(rate > 0 && rate <= MOST_PER_SECOND)) {
      throw wrong("--rate " + rate + ": write a number above 0 and at most 1000000");
    }
    if (seconds.isPresent() && !(seconds.get() > 0 && Double.isFinite(seconds.get()))) {
      throw wrong("--seconds " + seconds.get() + ": write a number above 0");
    }
    Path folder = folder();
    Repository repository = RepositoryReader.read(folder);
    DemoConfig config =
        new DemoConfig(
            folder,
            stackOptions.config(folder, repository, Optional.empty(), Optional.empty()),
            seconds.map(n -> Duration.ofMillis(Math.round(n * 1000))),
            rate,
            seed,
            json,
            ProcessStart.instant());
    new Demo(config, repository, console).run();
    return ExitCode.DONE;
  }

  private ParameterException wrong(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }

  /** The launcher says where Freshet is. */
  private static Path folder() {
    Path home = Path.of(System.getProperty("freshet.home", ""));
    Path folder = home.resolve("examples").resolve("shop").toAbsolutePath().normalize();
    if (!Files.isDirectory(folder)) {
      throw new EnvironmentException(
          folder
              + " is missing; the demo runs what is there: start it by ./freshet in a whole clone");
    }
    return folder;
  }
}
