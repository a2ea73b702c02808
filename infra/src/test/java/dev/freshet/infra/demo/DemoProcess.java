package dev.freshet.infra.demo;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A demo in a process of its own, with a temporary folder of its own, and what it prints. */
final class DemoProcess implements AutoCloseable {

  private static final long POLL_MILLIS = 50;

  private final Path folder;
  private final Process process;
  private final List<String> out = new CopyOnWriteArrayList<>();
  private final List<String> err = new CopyOnWriteArrayList<>();
  private final List<Thread> readers = new ArrayList<>();
  private final Set<ProcessHandle> family = new HashSet<>();

  /**
   * @param folder for temporary files
   */
  static DemoProcess start(Path folder, String... options) throws IOException {
    return new DemoProcess(folder, options);
  }

  private DemoProcess(Path folder, String... options) throws IOException {
    this.folder = folder;
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.add("-Xmx256m");
    command.add("-XX:-UsePerfData");
    command.add("-Djava.io.tmpdir=" + folder);
    command.add("-Dfreshet.home=" + Path.of("..").toRealPath());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("dev.freshet.infra.Freshet");
    command.add("demo");
    command.addAll(List.of(options));
    process = new ProcessBuilder(command).redirectInput(new File("/dev/null")).start();
    family.add(process.toHandle());
    collect(process.getInputStream(), out);
    collect(process.getErrorStream(), err);
  }

  List<String> out() {
    return out;
  }

  List<String> err() {
    return err;
  }

  Process process() {
    return process;
  }

  /** Waits until it has printed such a thing, and remembers its children by then. */
  <T> T await(String what, Duration atMost, Supplier<Optional<T>> found)
      throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    Optional<T> result = found.get();
    while (result.isEmpty()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new AssertionError("no " + what + " from the demo; it said:\n" + said());
      }
      Thread.sleep(POLL_MILLIS);
      result = found.get();
    }
    process.descendants().forEach(family::add);
    return result.get();
  }

  /** Waits for its end. */
  int exitCode(Duration atMost) throws InterruptedException {
    if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("the demo did not end within " + atMost + "; it said:\n" + said());
    }
    for (Thread reader : readers) {
      reader.join();
    }
    return process.exitValue();
  }

  /** What is left of it after some time to go: processes and files. */
  List<String> leftovers(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    List<String> left = leftovers();
    while (!left.isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(POLL_MILLIS);
      left = leftovers();
    }
    return left;
  }

  /** How many processes it was, itself included. */
  int familySize() {
    return family.size();
  }

  /** All that it printed. */
  String said() {
    return String.join("\n", out) + "\n" + String.join("\n", err);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    family.forEach(ProcessHandle::destroyForcibly);
  }

  private List<String> leftovers() {
    List<String> left = new ArrayList<>();
    family.stream()
        .filter(ProcessHandle::isAlive)
        .forEach(handle -> left.add("process " + handle.pid() + " " + handle.info()));
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(file -> left.add("file " + file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return left;
  }

  private void collect(InputStream in, List<String> lines) {
    Thread thread =
        new Thread(
            () -> {
              try (BufferedReader reader =
                  new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                reader.lines().forEach(lines::add);
              } catch (IOException | UncheckedIOException e) {
                lines.add(e.toString());
              }
            },
            "demo-output");
    thread.setDaemon(true);
    thread.start();
    readers.add(thread);
  }
}
