package dev.freshet.infra.stack;

import dev.freshet.features.definition.Repository;
import dev.freshet.infra.broker.Topics;
import dev.freshet.infra.console.Console;
import dev.freshet.infra.console.EnvironmentException;
import dev.freshet.infra.process.Children;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A running system on this machine: Kafka, Redis, the Flink job and serving, each a process of its
 * own, all in one temporary folder. A part that ends unasked is started again in its place. When
 * this process ends, however it does, the parts and the folder go with it. Thread-safe.
 */
public final class Stack implements AutoCloseable {

  private static final Duration KAFKA_PATIENCE = Duration.ofMinutes(1);
  private static final Duration JOB_STOP_PATIENCE = Duration.ofSeconds(15);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

  private final Console console;
  private final Path folder;
  private final Children children;
  private final Addresses addresses;
  private final Part kafka;
  private final Part redis;
  private final Part job;
  private final Part serving;
  private boolean closed;

  /**
   * Starts all parts and returns when every one of them works.
   *
   * @param repository what the configuration's folder says
   */
  public static Stack start(StackConfig config, Repository repository, Console console) {
    Stack stack = new Stack(config, console);
    try {
      stack.startAll(repository);
      return stack;
    } catch (RuntimeException | Error e) {
      stack.close();
      throw e;
    }
  }

  private Stack(StackConfig config, Console console) {
    this.console = console;
    Ports ports = Ports.choose(config);
    addresses = Addresses.of(ports);
    folder = createFolder();
    children = new Children(folder);
    Parts parts = new Parts(config, folder, ports, children, console);
    try {
      kafka = parts.kafka();
      redis = parts.redis();
      job = parts.job();
      serving = parts.serving();
    } catch (RuntimeException e) {
      children.close();
      throw e;
    }
  }

  /** Where the parts are. */
  public Addresses addresses() {
    return addresses;
  }

  /** The parts' process ids as of now, by name: job, kafka, redis, serving. */
  public Map<String, Long> pids() {
    Map<String, Long> pids = new LinkedHashMap<>();
    for (Part part : List.of(job, kafka, redis, serving)) {
      pids.put(part.name(), part.pid());
    }
    return pids;
  }

  /** Where the parts keep their files; removed in the end. */
  public Path folder() {
    return folder;
  }

  /** From now on a signal that ends this process closes the stack first, and the exit code is 0. */
  public void closeOnExit() {
    closeOnExit(() -> {});
  }

  /**
   * As {@link #closeOnExit()}.
   *
   * @param first what is done before the parts are stopped
   */
  public void closeOnExit(Runnable first) {
    Thread hook =
        new Thread(
            () -> {
              synchronized (this) {
                if (closed) {
                  return;
                }
              }
              first.run();
              close();
              Runtime.getRuntime().halt(0);
            },
            "stack-exit");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Stops the job, so that it can write its rows whole, then the others, and removes the folder.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      job.stop(JOB_STOP_PATIENCE);
      List<Part> others = List.of(serving, redis, kafka);
      others.forEach(Part::ask);
      others.forEach(part -> part.stop(STOP_PATIENCE));
    } finally {
      children.close();
    }
  }

  private void startAll(Repository repository) {
    Stopwatch total = new Stopwatch();
    CompletableFuture<Void> store =
        CompletableFuture.runAsync(() -> bring(redis, addresses.redis()), Stack::inThread)
            .thenRun(() -> bring(serving, addresses.http() + ", gRPC " + addresses.grpc()));
    Stopwatch stopwatch = new Stopwatch();
    kafka.start();
    kafka.awaitReady();
    try (Topics topics = new Topics(addresses.kafka(), KAFKA_PATIENCE)) {
      topics.awaitReady();
      topics.create(repository);
    }
    announce(kafka, addresses.kafka(), stopwatch);
    bring(job, addresses.flink());
    try {
      store.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof EnvironmentException cause ? cause : e;
    }
    List.of(job, kafka, redis, serving).forEach(Part::supervise);
    console.say("ready after " + total.elapsed() + "; logs and state are in " + folder);
  }

  private static void inThread(Runnable task) {
    Thread thread = new Thread(task, "start");
    thread.setDaemon(true);
    thread.start();
  }

  private void bring(Part part, String address) {
    Stopwatch stopwatch = new Stopwatch();
    part.start();
    part.awaitReady();
    announce(part, address, stopwatch);
  }

  private void announce(Part part, String address, Stopwatch stopwatch) {
    console.say(String.format("%-8s %s, ready in %s", part.name(), address, stopwatch.elapsed()));
  }

  private static Path createFolder() {
    try {
      Path folder = Files.createTempDirectory("freshet-").toRealPath();
      Files.createDirectories(folder.resolve("logs"));
      Files.createDirectories(folder.resolve("tmp"));
      return folder;
    } catch (IOException e) {
      throw new EnvironmentException(
          "cannot make a folder in " + System.getProperty("java.io.tmpdir") + ": " + e.getMessage(),
          e);
    }
  }
}
