package dev.freshet.pipelines.metric;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.executiongraph.ExecutionAttemptID;
import org.apache.flink.runtime.metrics.MetricRegistryImpl;
import org.apache.flink.runtime.metrics.MetricRegistryTestUtils;
import org.apache.flink.runtime.metrics.ReporterSetupBuilder;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.runtime.util.TestingTaskManagerRuntimeInfo;
import org.apache.flink.util.FileUtils;

/**
 * A task whose metrics Flink's own registry tells our reporter of, as in a cluster; its state is in
 * a folder that goes with it.
 */
public final class Metered implements AutoCloseable {

  private static final String TASK = "task";

  private final Samples samples = new Samples();
  private final MetricRegistryImpl registry;
  private final TaskMetricGroup task;
  private final File folder;

  public Metered() {
    try {
      folder = Files.createTempDirectory("metered").toFile();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    registry =
        new MetricRegistryImpl(
            MetricRegistryTestUtils.defaultMetricRegistryConfiguration(),
            List.of(
                ReporterSetupBuilder.METRIC_SETUP_BUILDER.forReporter(
                    "page", new MetricsPageReporter(samples))));
    task =
        TaskManagerMetricGroup.createTaskManagerMetricGroup(
                registry, "localhost", ResourceID.generate())
            .addJob(new JobID(), "job")
            .addTask(ExecutionAttemptID.randomId(), TASK);
  }

  /** The group of metrics of the whole task. */
  public TaskMetricGroup task() {
    return task;
  }

  /** What a harness runs an operator in. */
  public MockEnvironment environment(int maxParallelism, int parallelism, int part) {
    return new MockEnvironmentBuilder()
        .setTaskName(TASK)
        .setManagedMemorySize(3 << 20)
        .setBufferSize(1024)
        .setMaxParallelism(maxParallelism)
        .setParallelism(parallelism)
        .setSubtaskIndex(part)
        .setMetricGroup(task)
        .setTaskManagerRuntimeInfo(new TestingTaskManagerRuntimeInfo(new Configuration(), folder))
        .build();
  }

  /** What the page of metrics says. */
  public String text() {
    return samples.text();
  }

  /**
   * The sum of the samples of a name that have all of the labels.
   *
   * @param labels such as {@code outcome="folded"}
   */
  public long sum(String name, String... labels) {
    List<String> found =
        text()
            .lines()
            .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
            .filter(line -> Arrays.stream(labels).allMatch(line::contains))
            .toList();
    if (found.isEmpty()) {
      throw new AssertionError("no " + name + Arrays.toString(labels) + " in\n" + text());
    }
    return found.stream().mapToLong(line -> Long.parseLong(line.replaceAll(".* ", ""))).sum();
  }

  @Override
  public void close() {
    registry.closeAsync().join();
    try {
      FileUtils.deleteDirectory(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
