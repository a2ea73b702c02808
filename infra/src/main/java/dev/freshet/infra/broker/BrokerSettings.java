package dev.freshet.infra.broker;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * What a one-machine broker is told.
 *
 * @param port where clients come
 * @param controllerPort where the broker talks to its own controller
 * @param folder of its logs
 */
public record BrokerSettings(int port, int controllerPort, Path folder) {

  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  /**
   * The greatest batch of records it takes. A record may be over 1 MiB: it becomes a dead letter.
   */
  public static final int MAX_MESSAGE_BYTES = 16 << 20;

  /** Where clients find it. */
  public String bootstrap() {
    return "127.0.0.1:" + port;
  }

  List<String> arguments() {
    return List.of(Integer.toString(port), Integer.toString(controllerPort), folder.toString());
  }

  static BrokerSettings of(String[] arguments) {
    return new BrokerSettings(
        Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), Path.of(arguments[2]));
  }

  Properties properties() {
    Properties properties = new Properties();
    identity(properties);
    events(properties);
    smallness(properties);
    return properties;
  }

  private void identity(Properties properties) {
    properties.setProperty("process.roles", "broker,controller");
    properties.setProperty("node.id", Integer.toString(NODE_ID));
    properties.setProperty("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
    properties.setProperty("controller.listener.names", CONTROLLER_LISTENER);
    properties.setProperty(
        "listeners",
        "PLAINTEXT://"
            + bootstrap()
            + ","
            + CONTROLLER_LISTENER
            + "://127.0.0.1:"
            + controllerPort);
    properties.setProperty("advertised.listeners", "PLAINTEXT://" + bootstrap());
    properties.setProperty(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
    properties.setProperty("log.dirs", folder.toString());
  }

  private static void events(Properties properties) {
    // The clock that events ahead of their time are judged by.
    properties.setProperty("log.message.timestamp.type", "LogAppendTime");
    properties.setProperty("message.max.bytes", Integer.toString(MAX_MESSAGE_BYTES));
    properties.setProperty("replica.fetch.max.bytes", Integer.toString(MAX_MESSAGE_BYTES));
    // A mistyped topic is a mistake, not a wish.
    properties.setProperty("auto.create.topics.enable", "false");
    properties.setProperty("num.partitions", "4");
  }

  /**
   * One node, few clients: one replica of everything, few partitions, small buffers, no waiting.
   */
  private static void smallness(Properties properties) {
    properties.setProperty("offsets.topic.num.partitions", "4");
    properties.setProperty("offsets.topic.replication.factor", "1");
    properties.setProperty("transaction.state.log.num.partitions", "4");
    properties.setProperty("transaction.state.log.replication.factor", "1");
    properties.setProperty("transaction.state.log.min.isr", "1");
    properties.setProperty("share.coordinator.state.topic.num.partitions", "1");
    properties.setProperty("share.coordinator.state.topic.replication.factor", "1");
    properties.setProperty("share.coordinator.state.topic.min.isr", "1");
    properties.setProperty("group.initial.rebalance.delay.ms", "0");
    // A broker started again after it was killed must wait for its former self's session to end.
    properties.setProperty("broker.session.timeout.ms", "3000");
    properties.setProperty("broker.heartbeat.interval.ms", "500");
    properties.setProperty("num.network.threads", "2");
    properties.setProperty("num.io.threads", "4");
    properties.setProperty("background.threads", "2");
    // 128 MiB by default, and on the heap.
    properties.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
    properties.setProperty("log.index.size.max.bytes", Integer.toString(1 << 20));
    properties.setProperty("log.segment.delete.delay.ms", "1000");
  }
}
