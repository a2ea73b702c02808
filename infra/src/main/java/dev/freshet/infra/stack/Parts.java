package dev.freshet.infra.stack;

import dev.freshet.infra.broker.BrokerSettings;
import dev.freshet.infra.broker.KafkaBroker;
import dev.freshet.infra.console.Console;
import dev.freshet.infra.probe.Probe;
import dev.freshet.infra.process.Children;
import dev.freshet.infra.process.Program;
import dev.freshet.infra.quantity.DurationText;
import dev.freshet.infra.store.RedisBinary;
import dev.freshet.infra.store.RedisProbe;
import dev.freshet.infra.store.RedisServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The four parts of a stack, made for one folder and one set of ports. */
final class Parts {

  /** The command line's own main class, by name: it is the ring outside this one. */
  private static final String LAUNCHER = "dev.freshet.infra.Freshet";

  /** What is kept of entities is old, what comes and goes with events is young: a lot of that. */
  private static final List<String> JOB_FLAGS =
      List.of(
          "-Xms256m", "-Xmx1024m", "-XX:+UnlockExperimentalVMOptions", "-XX:G1NewSizePercent=25");

  private static final List<String> SERVING_FLAGS =
      List.of("-Xms64m", "-Xmx256m", "-XX:+UseSerialGC");

  /** All parts share this machine's cores: when the job is busy, the store answers late. */
  private static final String SERVING_DEADLINE = "250ms";

  private final StackConfig config;
  private final Path folder;
  private final Ports ports;
  private final Addresses addresses;
  private final Children children;
  private final Console console;

  Parts(StackConfig config, Path folder, Ports ports, Children children, Console console) {
    this.config = config;
    this.folder = folder;
    this.ports = ports;
    this.addresses = Addresses.of(ports);
    this.children = children;
    this.console = console;
  }

  Part kafka() {
    BrokerSettings settings =
        new BrokerSettings(ports.kafka(), ports.controller(), folder.resolve("kafka"));
    return part(
        KafkaBroker.program(settings, flags("kafka"), log("kafka")), Probe.port(ports.kafka()));
  }

  Part redis() {
    Path binary = RedisBinary.find(folder.resolve("bin"));
    Program program =
        RedisServer.program(binary, ports.redis(), folder.resolve("redis"), log("redis"));
    return part(program, () -> RedisProbe.answers(ports.redis()));
  }

  Part job() {
    List<String> arguments = new ArrayList<>();
    arguments.add("stream");
    arguments.add(config.repository().toString());
    arguments.addAll(List.of("--kafka", addresses.kafka(), "--redis", addresses.redis()));
    arguments.addAll(List.of("--state", folder.resolve("state").toString()));
    arguments.addAll(List.of("--web-port", Integer.toString(ports.flink()), "--with-parent"));
    arguments.addAll(List.of("--metrics-port", Integer.toString(ports.metrics())));
    config.freshness().ifPresent(d -> arguments.addAll(List.of("--freshness", DurationText.of(d))));
    config.rowBudget().ifPresent(b -> arguments.addAll(List.of("--row-budget", b.toString())));
    config
        .checkpointInterval()
        .ifPresent(d -> arguments.addAll(List.of("--checkpoint-interval", DurationText.of(d))));
    config.archive().ifPresent(dir -> arguments.addAll(List.of("--archive", dir.toString())));
    return part(launcher("job", JOB_FLAGS, arguments), Probe.job(addresses.flink()));
  }

  Part serving() {
    List<String> arguments = new ArrayList<>();
    arguments.add("serve");
    arguments.add(config.repository().toString());
    arguments.addAll(List.of("--redis", addresses.redis(), "--with-parent"));
    arguments.addAll(List.of("--host", "127.0.0.1", "--deadline", SERVING_DEADLINE));
    arguments.addAll(List.of("--port", Integer.toString(ports.http())));
    arguments.addAll(List.of("--grpc-port", Integer.toString(ports.grpc())));
    arguments.addAll(config.serving());
    return part(
        launcher("serving", SERVING_FLAGS, arguments),
        Probe.http(addresses.http() + "/health/ready", body -> true).and(Probe.port(ports.grpc())));
  }

  private Program launcher(String name, List<String> flags, List<String> arguments) {
    List<String> all = new ArrayList<>(flags);
    all.addAll(flags(name));
    return Program.java(name, all, LAUNCHER, arguments, folder.resolve(name), log(name));
  }

  private Part part(Program program, Probe probe) {
    return new Part(program, children, probe, console);
  }

  /** What every JVM of the stack is told: to leave nothing outside the folder, and what to log. */
  private List<String> flags(String name) {
    return List.of(
        "-Djava.io.tmpdir=" + folder.resolve("tmp"),
        "-XX:-UsePerfData",
        "-XX:+ExitOnOutOfMemoryError",
        "-Dfreshet.log.level=INFO",
        "-Dlog.file=" + folder.resolve("logs").resolve(name + ".log"));
  }

  private Optional<Path> log(String name) {
    return config.verbose()
        ? Optional.empty()
        : Optional.of(folder.resolve("logs").resolve(name + ".log"));
  }
}
