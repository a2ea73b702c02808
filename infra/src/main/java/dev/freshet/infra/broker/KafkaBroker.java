package dev.freshet.infra.broker;

import dev.freshet.infra.process.ParentPipe;
import dev.freshet.infra.process.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka broker, its own controller, in a process of its own. Its folder is formatted if it
 * is new, so that a broker started again goes on where the last one ended.
 */
public final class KafkaBroker {

  private static final List<String> JVM_FLAGS =
      List.of("-Xms128m", "-Xmx384m", "-XX:+UseSerialGC", "-XX:MaxMetaspaceSize=128m");

  private KafkaBroker() {}

  /** The broker as a child process. */
  public static Program program(
      BrokerSettings settings, List<String> jvmFlags, Optional<Path> log) {
    List<String> flags = new ArrayList<>(JVM_FLAGS);
    flags.addAll(jvmFlags);
    return Program.java(
        "kafka", flags, KafkaBroker.class.getName(), settings.arguments(), settings.folder(), log);
  }

  public static void main(String[] arguments) throws Exception {
    ParentPipe.watch();
    BrokerSettings settings = BrokerSettings.of(arguments);
    Properties properties = settings.properties();
    if (!Files.exists(settings.folder().resolve("meta.properties"))) {
      format(settings);
    }
    KafkaRaftServer server =
        new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "broker-shutdown"));
    server.startup();
    server.awaitShutdown();
  }

  private static void format(BrokerSettings settings) throws Exception {
    new Formatter()
        .setClusterId(Uuid.randomUuid().toString())
        .setNodeId(BrokerSettings.NODE_ID)
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
        .setMetadataLogDirectory(settings.folder().toString())
        .addDirectory(settings.folder().toString())
        .setIgnoreFormatted(true)
        .setPrintStream(System.err)
        .run();
  }
}
