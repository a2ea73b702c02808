package dev.freshet.infra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.infra.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

/** Where commands are entered that run in this process, and what the last one has said. */
public final class Terminal {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /** Runs a command to its end; returns its exit code. */
  public int run(String... command) {
    out.reset();
    err.reset();
    return Freshet.run(
        new Console(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), false),
        command);
  }

  /** As {@link #run(String...)}. */
  public int run(List<String> command) {
    return run(command.toArray(String[]::new));
  }

  /** Runs a command that must end well; returns its result. */
  public static String result(List<String> command) {
    Terminal terminal = new Terminal();
    int exitCode = terminal.run(command);
    assertThat(exitCode).as(() -> command + "\n" + terminal.said()).isZero();
    return terminal.out();
  }

  /** Its results. */
  public String out() {
    return out.toString(UTF_8);
  }

  /** Its messages. */
  public String err() {
    return err.toString(UTF_8);
  }

  /** Both. */
  public String said() {
    return out() + err();
  }
}
