package dev.freshet.infra.command;

import dev.freshet.features.definition.InvalidRepositoryException;
import dev.freshet.infra.console.Console;
import dev.freshet.infra.console.EnvironmentException;
import dev.freshet.infra.console.ExitCode;
import dev.freshet.infra.console.InputException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said of a command that could not do what was asked, and its exit code. */
record Mistakes(Console console) {

  int parsing(ParameterException mistake, String[] arguments) {
    String command = mistake.getCommandLine().getCommandSpec().qualifiedName();
    console.say(command + ": " + describe(mistake));
    console.say("see: " + command + " --help");
    return ExitCode.WRONG_INPUT;
  }

  int executing(Exception mistake, CommandLine command, ParseResult parsed) {
    if (mistake instanceof ParameterException parameter) {
      return parsing(parameter, new String[0]);
    }
    if (mistake instanceof InputException
        || mistake instanceof EnvironmentException
        || mistake instanceof InvalidRepositoryException) {
      console.say(mistake.getMessage());
    } else {
      StringWriter trace = new StringWriter();
      mistake.printStackTrace(new PrintWriter(trace, true));
      console.say(command.getCommandSpec().qualifiedName() + ": a fault of its own: " + trace);
    }
    return exitCode(mistake);
  }

  static int exitCode(Throwable mistake) {
    return mistake instanceof InputException || mistake instanceof InvalidRepositoryException
        ? ExitCode.WRONG_INPUT
        : ExitCode.WRONG_ENVIRONMENT;
  }

  private static String describe(ParameterException mistake) {
    if (mistake instanceof UnmatchedArgumentException unmatched) {
      String found = unmatched.getUnmatched().get(0);
      List<String> suggestions = unmatched.getSuggestions();
      String kind = unmatched.isUnknownOption() ? "no option" : "not understood";
      return "\""
          + found
          + "\" is "
          + kind
          + (suggestions.isEmpty() ? "" : "; the nearest is " + suggestions.get(0));
    }
    return mistake.getMessage();
  }
}
