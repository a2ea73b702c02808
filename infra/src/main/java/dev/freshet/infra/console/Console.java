package dev.freshet.infra.console;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The two streams of a command: results go to {@link #result}, all else to {@link #say}.
 * Thread-safe: a line is never torn, and a progress line is wiped before a message is written over
 * it.
 */
public final class Console {

  private static final long REMIND_NANOS = 15_000_000_000L;
  private static final String WIPE_LINE = "\r\u001b[2K";

  private final PrintStream out;
  private final PrintStream err;
  private final boolean terminal;
  private final LongSupplier nanoTime;
  private boolean transientShown;
  private long reminded;

  /**
   * @param terminal whether a person watches {@code err}, so that a line may be drawn over
   */
  public Console(PrintStream out, PrintStream err, boolean terminal) {
    this(out, err, terminal, System::nanoTime);
  }

  Console(PrintStream out, PrintStream err, boolean terminal, LongSupplier nanoTime) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
    this.nanoTime = nanoTime;
    this.reminded = nanoTime.getAsLong();
  }

  /** The console of this process. The launcher says whether stderr is a terminal: Java cannot. */
  public static Console system() {
    return new Console(
        new PrintStream(System.out, true, StandardCharsets.UTF_8),
        new PrintStream(System.err, true, StandardCharsets.UTF_8),
        Boolean.getBoolean("freshet.terminal"));
  }

  /** Whether a person watches. */
  public boolean isTerminal() {
    return terminal;
  }

  /** Writes a line of the result, whole and at once. */
  public synchronized void result(String line) {
    wipe();
    out.println(line);
    out.flush();
  }

  /** Writes members of the result: as one line of JSON, or a line each. */
  public void result(Map<String, ?> members, boolean json) {
    if (json) {
      result(Json.line(members));
    } else {
      members.forEach((name, value) -> result(name + " " + value));
    }
  }

  /** What {@link #result} writes to, for those who write help themselves. */
  public PrintWriter resultWriter() {
    return new PrintWriter(out, true, StandardCharsets.UTF_8);
  }

  /** Writes a message for people. */
  public synchronized void say(String line) {
    wipe();
    err.println(line);
    err.flush();
  }

  /** Draws a line that the next one replaces; nothing where nobody watches. */
  public synchronized void show(String line) {
    if (terminal) {
      wipe();
      err.print(line);
      err.flush();
      transientShown = true;
    }
  }

  /** Writes a line where nobody watches, if none of these was written in the last 15 seconds. */
  synchronized void remind(Supplier<String> line) {
    long now = nanoTime.getAsLong();
    if (!terminal && now - reminded >= REMIND_NANOS) {
      reminded = now;
      say(line.get());
    }
  }

  /** Takes the line of {@link #show} away. */
  public synchronized void wipe() {
    if (transientShown) {
      err.print(WIPE_LINE);
      err.flush();
      transientShown = false;
    }
  }
}
