package dev.freshet.infra.process;

import dev.freshet.infra.console.EnvironmentException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Child processes, and a folder, that go when this process goes, however that happens. Thread-safe.
 *
 * <p>Each child is the head of a session of its own, so that Ctrl-C reaches this process only and
 * the children can be stopped in order. A child's stdin is a pipe from this process: Java children
 * watch it ({@link ParentPipe}), all others are the {@link Guardian}'s.
 */
public final class Children implements AutoCloseable {

  // The guardian must know of a child before it runs: it waits for a line.
  private static final String WAIT_THEN_RUN = "read -r go && exec \"$@\" >&2";
  private static final String WITHOUT_SESSION = "trap '' HUP INT QUIT; " + WAIT_THEN_RUN;

  private final Guardian guardian;

  /**
   * @param folder removed in the end, with all that is in it
   */
  public Children(Path folder) {
    guardian = new Guardian(folder);
  }

  /** Starts a program. Its start is not awaited. */
  public Child start(Program program) {
    List<String> command = new ArrayList<>();
    if (Setsid.PATH.isPresent()) {
      command.addAll(List.of(Setsid.PATH.get(), "sh", "-c", WAIT_THEN_RUN));
    } else {
      command.addAll(List.of("sh", "-c", WITHOUT_SESSION));
    }
    command.add("freshet-" + program.name());
    command.addAll(program.command());
    try {
      Files.createDirectories(program.folder());
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(program.environment());
      Process process =
          builder
              .directory(program.folder().toFile())
              .redirectOutput(Redirect.DISCARD)
              .redirectError(
                  program
                      .log()
                      .map(log -> Redirect.appendTo(log.toFile()))
                      .orElse(Redirect.INHERIT))
              .start();
      guardian.add(process.pid());
      var unused = process.onExit().thenRun(() -> guardian.drop(process.pid()));
      Child child = new Child(process);
      child.release();
      return child;
    } catch (IOException e) {
      throw new EnvironmentException("cannot start " + program.name() + ": " + e.getMessage(), e);
    }
  }

  /** Ends every child that still runs, at once, and removes the folder. */
  @Override
  public void close() {
    guardian.close();
  }
}
