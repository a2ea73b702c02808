package dev.freshet.infra.command;

import dev.freshet.infra.console.Console;
import dev.freshet.infra.quantity.ByteSize;
import dev.freshet.infra.quantity.DurationText;
import dev.freshet.infra.quantity.HostPort;
import dev.freshet.infra.served.ServedPlace;
import dev.freshet.infra.train.boost.Objective;
import java.time.Duration;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** All commands, and what they have in common: converters of values, and words for mistakes. */
@Command(
    name = "freshet",
    description =
        "A real-time feature platform: features declared once, folded by Flink, served from Redis.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Results go to stdout, progress and messages to stderr.",
      "Exit codes: 0 done, 1 the input is wrong (every problem listed), 2 the environment is."
    })
public final class CommandTree implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private CommandTree() {}

  public static CommandLine of(Console console) {
    CommandLine tree = new CommandLine(new CommandTree());
    tree.addSubcommand(new DemoCommand(console));
    tree.addSubcommand(new UpCommand(console));
    tree.addSubcommand(new StreamCommand(console));
    tree.addSubcommand(new ServeCommand(console));
    tree.addSubcommand(new ReplayCommand(console));
    tree.addSubcommand(new TrainingSetCommand(console));
    tree.addSubcommand(new ParityCommand(console));
    tree.addSubcommand(new TrainCommand(console));
    tree.addSubcommand(new ValidateCommand(console));
    tree.registerConverter(Duration.class, converter(DurationText::parse));
    tree.registerConverter(Objective.class, converter(Objective::parse));
    tree.registerConverter(HostPort.class, converter(HostPort::parse));
    tree.registerConverter(ByteSize.class, converter(ByteSize::parse));
    tree.registerConverter(ServedPlace.class, converter(ServedPlace::of));
    tree.setOut(console.resultWriter());
    tree.setExitCodeExceptionMapper(Mistakes::exitCode);
    tree.setExecutionExceptionHandler(new Mistakes(console)::executing);
    tree.setParameterExceptionHandler(new Mistakes(console)::parsing);
    tree.setUsageHelpAutoWidth(true);
    tree.setAbbreviatedOptionsAllowed(false);
    tree.getSubcommands()
        .values()
        .forEach(command -> command.getCommandSpec().mixinStandardHelpOptions(true));
    return tree;
  }

  /** Without a command: what there is. */
  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "which command?");
  }

  private static <T> ITypeConverter<T> converter(Function<String, T> parse) {
    return text -> {
      try {
        return parse.apply(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    };
  }
}
