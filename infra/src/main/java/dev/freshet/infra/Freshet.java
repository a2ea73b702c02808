package dev.freshet.infra;

import dev.freshet.infra.command.CommandTree;
import dev.freshet.infra.console.Console;

/**
 * The command line, {@code ./freshet}: {@code main} of the launcher and of the stack's children.
 */
public final class Freshet {

  private Freshet() {}

  public static void main(String[] arguments) {
    System.exit(run(Console.system(), arguments));
  }

  /** Runs one command to its end and returns its exit code. */
  public static int run(Console console, String... arguments) {
    return CommandTree.of(console).execute(arguments);
  }
}
