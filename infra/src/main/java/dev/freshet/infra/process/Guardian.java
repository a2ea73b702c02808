package dev.freshet.infra.process;

import dev.freshet.infra.console.EnvironmentException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A tiny shell process that outlives this one by a moment: when the pipe to it closes, it ends the
 * processes it was told of and removes the folder. If it is killed, another takes its place.
 * Thread-safe.
 */
final class Guardian implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 10;

  private final Path folder;
  private final Set<Long> pids = new LinkedHashSet<>();
  private Process shell;
  private boolean closed;

  Guardian(Path folder) {
    this.folder = folder;
    start();
  }

  synchronized void add(long pid) {
    pids.add(pid);
    tell("add " + pid);
  }

  synchronized void drop(long pid) {
    if (pids.remove(pid) && !closed) {
      tell("drop " + pid);
    }
  }

  /** Ends what still runs, removes the folder, and returns when that is done. */
  @Override
  public void close() {
    Process last;
    synchronized (this) {
      closed = true;
      last = shell;
      try {
        last.getOutputStream().close();
      } catch (IOException e) {
        // It is gone already, and nothing more can be asked of it.
      }
    }
    try {
      if (!last.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        last.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void start() {
    List<String> command = new ArrayList<>();
    Setsid.PATH.ifPresent(command::add);
    command.addAll(List.of("sh", "-c", script(), "freshet-guardian"));
    try {
      shell =
          new ProcessBuilder(command)
              .directory(folder.getParent().toFile())
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      throw new EnvironmentException("cannot start sh: " + e.getMessage(), e);
    }
    tell("folder " + folder);
    pids.forEach(pid -> tell("add " + pid));
    var unused = shell.onExit().thenRun(this::replace);
  }

  private synchronized void replace() {
    if (!closed) {
      start();
    }
  }

  private void tell(String line) {
    try {
      OutputStream pipe = shell.getOutputStream();
      pipe.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      pipe.flush();
    } catch (IOException e) {
      // It was killed: the one that takes its place is told everything.
    }
  }

  private static String script() {
    try (InputStream in = Guardian.class.getResourceAsStream("guardian.sh")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
