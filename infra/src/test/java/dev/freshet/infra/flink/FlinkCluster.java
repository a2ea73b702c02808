package dev.freshet.infra.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.infra.probe.Probe;
import dev.freshet.infra.process.Children;
import dev.freshet.infra.process.FreePort;
import dev.freshet.infra.process.Program;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A Flink session cluster of two processes, a JobManager and a TaskManager, whose class path has
 * what Flink's distribution has and nothing of ours.
 */
final class FlinkCluster implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Pattern DISTRIBUTION =
      Pattern.compile(
          "flink-(?!connector-).*|frocksdbjni-.*|log4j-.*|slf4j-.*|commons-.*|kryo-.*|minlog-.*"
              + "|objenesis-.*|reflectasm-.*|snappy-java-.*|lz4-java-.*|async-profiler-.*"
              + "|javax.*|jsr305-.*|javassist-.*|snakeyaml-engine-.*");

  private final Children children;
  private final int rest;

  /**
   * Starts the cluster and waits until it has slots.
   *
   * @param folder an empty one, removed in the end
   */
  FlinkCluster(Path folder) throws Exception {
    children = new Children(folder);
    rest = FreePort.find();
    Files.writeString(
        folder.resolve("config.yaml"),
        """
        jobmanager.rpc.address: 127.0.0.1
        jobmanager.rpc.port: %d
        rest.address: 127.0.0.1
        rest.bind-address: 127.0.0.1
        rest.port: %d
        blob.server.port: 0
        io.tmp.dirs: %s
        taskmanager.host: 127.0.0.1
        taskmanager.numberOfTaskSlots: 2
        taskmanager.cpu.cores: 2
        taskmanager.memory.framework.heap.size: 64m
        taskmanager.memory.framework.off-heap.size: 64m
        taskmanager.memory.task.heap.size: 256m
        taskmanager.memory.task.off-heap.size: 0
        taskmanager.memory.managed.size: 128m
        taskmanager.memory.network.min: 32m
        taskmanager.memory.network.max: 32m
        taskmanager.memory.jvm-metaspace.size: 256m
        taskmanager.memory.jvm-overhead.min: 64m
        taskmanager.memory.jvm-overhead.max: 64m
        """
            .formatted(FreePort.find(), rest, folder));
    start(
        folder,
        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
        "--executionMode",
        "cluster");
    start(folder, "org.apache.flink.runtime.taskexecutor.TaskManagerRunner");
    Probe slots = Probe.http(rest() + "/overview", body -> body.contains("\"slots-available\":2"));
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!slots.answers()) {
      assertThat(System.nanoTime()).as("the cluster has slots in time").isLessThan(deadline);
      Thread.sleep(100);
    }
  }

  /** The address of the cluster's REST interface. */
  String rest() {
    return "http://127.0.0.1:" + rest;
  }

  private void start(Path folder, String main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:-UsePerfData", "-Xmx512m", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", classPath(), main, "--configDir", folder.toString()));
    command.addAll(Arrays.asList(arguments));
    children.start(new Program("flink", command, folder, Optional.of(folder.resolve("flink.log"))));
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> DISTRIBUTION.matcher(Path.of(entry).getFileName().toString()).matches())
        .collect(Collectors.joining(File.pathSeparator));
  }

  @Override
  public void close() {
    children.close();
  }
}
