package dev.freshet.infra.command;

import dev.freshet.features.definition.InvalidRepositoryException;
import dev.freshet.infra.console.Console;
import dev.freshet.infra.console.EnvironmentException;
import dev.freshet.infra.console.ExitCode;
import dev.freshet.infra.console.InputException;
import dev.freshet.infra.probe.Probe;
import dev.freshet.infra.quantity.ByteSize;
import dev.freshet.infra.quantity.HostPort;
import dev.freshet.pipelines.job.ClusterJob;
import dev.freshet.pipelines.job.EmbeddedJob;
import dev.freshet.pipelines.job.JobConfig;
import dev.freshet.pipelines.job.SessionCluster;
import dev.freshet.pipelines.repository.Definitions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stream}: the feature job, until it is stopped. */
@Command(
    name = "stream",
    description = {
      "Runs the feature job: reads the topics, folds events, writes rows.",
      "Starts from the newest complete checkpoint in the state folder, else at the beginning of the"
          + " topics. A signal such as Ctrl-C stops it in order: rows are written whole and a savepoint"
          + " is taken."
    })
final class StreamCommand implements Callable<Integer> {

  private static final Duration SAVEPOINT_PATIENCE = Duration.ofMinutes(1);
  private static final Duration CHILD_SAVEPOINT_PATIENCE = Duration.ofSeconds(10);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);
  private static final Duration START_PATIENCE = Duration.ofMinutes(2);

  @Mixin private RepositoryFolder repository;

  @Option(names = "--kafka", required = true, paramLabel = "HOST:PORT", description = "Kafka.")
  private HostPort kafka;

  @Option(
      names = "--redis",
      required = true,
      paramLabel = "URI",
      description = "The store to write rows to, such as redis://127.0.0.1:6379.")
  private String redis;

  @Option(
      names = "--state",
      required = true,
      paramLabel = "DIR",
      description = "The folder of checkpoints and savepoints.")
  private Path state;

  @Option(
      names = "--from-savepoint",
      paramLabel = "PATH",
      description = "Start from this savepoint or checkpoint.")
  private Optional<String> savepoint = Optional.empty();

  @Option(
      names = "--freshness",
      paramLabel = "D",
      description = "How long rows wait to be written together, 100ms by default.")
  private Duration freshness = JobConfig.DEFAULT_FRESHNESS;

  @Option(
      names = "--row-budget",
      paramLabel = "SIZE",
      description = "How large the steps of a row may grow before it is cut, 16KiB by default.")
  private ByteSize rowBudget = new ByteSize(JobConfig.DEFAULT_ROW_BUDGET_BYTES);

  @Option(names = "--archive", paramLabel = "DIR", description = ArchiveFolder.DESCRIPTION)
  private Optional<Path> archive = Optional.empty();

  @Option(
      names = "--checkpoint-interval",
      paramLabel = "D",
      description = StackOptions.CHECKPOINT_INTERVAL)
  private Duration checkpointInterval = JobConfig.DEFAULT_CHECKPOINT_INTERVAL;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "Of every operator, from 1 to 720; 2 by default.")
  private int parallelism = 2;

  @Option(
      names = "--backend",
      paramLabel = "KIND",
      description = "Where state is kept: ${COMPLETION-CANDIDATES}; rocksdb by default.")
  private Backend backend = Backend.rocksdb;

  @Option(
      names = "--flink",
      paramLabel = "URL",
      description =
          "Submit the job to the Flink session cluster whose REST interface is here, and return.")
  private Optional<URI> flink = Optional.empty();

  @Option(
      names = "--web-port",
      paramLabel = "P",
      description = "Of Flink's web page; a free one by default.")
  private int webPort;

  @Option(
      names = "--metrics-port",
      paramLabel = "P",
      description = "Of the metrics in Prometheus' format; a free one by default.")
  private int metricsPort;

  @Option(
      names = "--json",
      description =
          "Print {\"flink\", \"metrics\"} once the job runs; with --flink {\"flink\", \"job\"}.")
  private boolean json;

  @Mixin private ParentOption parent;

  private final Console console;

  StreamCommand(Console console) {
    this.console = console;
  }

  /** Where state is kept, by the names that the option takes. */
  enum Backend {
    rocksdb,
    heap
  }

  @Override
  public Integer call() throws InvalidRepositoryException, InterruptedException {
    parent.watch();
    if (flink.isPresent()) {
      submit(definitions(), flink.get());
      return ExitCode.DONE;
    }
    EmbeddedJob job = start(definitions());
    Duration patience = parent.isSet() ? CHILD_SAVEPOINT_PATIENCE : SAVEPOINT_PATIENCE;
    UntilStopped untilStopped =
        new UntilStopped(console, () -> stop(job, patience), patience.plus(CLOSE_PATIENCE));
    untilStopped.arm();
    try {
      announce(job);
      job.await();
    } catch (ExecutionException e) {
      throw new EnvironmentException("the job failed: " + rootCause(e), e);
    } finally {
      untilStopped.disarm();
    }
    console.say("the job was ended from outside");
    return ExitCode.DONE;
  }

  private Definitions definitions() throws InvalidRepositoryException {
    repository.read();
    try {
      return Definitions.of(repository.path());
    } catch (IOException e) {
      throw new InputException(repository.path() + " cannot be read: " + e.getMessage(), e);
    }
  }

  private EmbeddedJob start(Definitions definitions) {
    return attempt("started", () -> EmbeddedJob.start(definitions, config()));
  }

  private void submit(Definitions definitions, URI cluster) {
    JobID job =
        attempt(
            "submitted to " + cluster,
            () ->
                ClusterJob.submit(
                    definitions, config(), new SessionCluster(cluster, ClassPath.entries())));
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("flink", cluster.toString());
    members.put("job", job.toString());
    console.result(members, json);
  }

  private static <T> T attempt(String deed, Callable<T> attempted) {
    try {
      return attempted.call();
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentException("interrupted before the job was " + deed, e);
    } catch (Exception e) {
      throw new EnvironmentException("the job cannot be " + deed + ": " + rootCause(e), e);
    }
  }

  private JobConfig config() throws IOException {
    return new JobConfig(
        kafka.toString(),
        redis,
        Files.createDirectories(state).toAbsolutePath(),
        savepoint,
        archive.map(folder -> folder.toAbsolutePath().normalize()),
        freshness,
        Math.toIntExact(rowBudget.bytes()),
        parallelism,
        checkpointInterval,
        backend == Backend.heap,
        webPort,
        metricsPort);
  }

  /** Prints the addresses once every task runs, unless the job ends before. */
  private void announce(EmbeddedJob job) throws InterruptedException {
    Probe probe = Probe.job(job.web().toString());
    long deadline = System.nanoTime() + START_PATIENCE.toNanos();
    while (!probe.answers()) {
      if (job.isOver()) {
        return;
      }
      if (System.nanoTime() > deadline) {
        throw new EnvironmentException(
            "the job did not run within "
                + START_PATIENCE.toSeconds()
                + " s; its log says more: use --verbose");
      }
      Thread.sleep(50);
    }
    Map<String, Object> addresses = new LinkedHashMap<>();
    addresses.put("flink", job.web().toString());
    addresses.put("metrics", job.metrics().toString());
    console.result(addresses, json);
  }

  private void stop(EmbeddedJob job, Duration patience) throws InterruptedException {
    console.say(
        job.stop(patience)
            .map(savepoint -> "stopped with savepoint " + savepoint)
            .orElse("stopped without a savepoint; the last checkpoint stands"));
  }

  private static String rootCause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
