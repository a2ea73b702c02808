package dev.freshet.infra.served;

import dev.freshet.infra.quantity.HostPort;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where served rows are logged, as the command line names it. */
public sealed interface ServedPlace {

  /** How it is written. */
  String RULE =
      "write kafka://HOST:PORT/TOPIC, a file whose name ends with .jsonl, or a folder for served.jsonl";

  /** A topic of a Kafka cluster. */
  record Topic(String kafka, String topic) implements ServedPlace {
    @Override
    public String text() {
      return "kafka://" + kafka + "/" + topic;
    }
  }

  /** A file, beside which lie those that have grown large. */
  record LogFile(Path file) implements ServedPlace {
    @Override
    public String text() {
      return file.toAbsolutePath().toString();
    }
  }

  /** As it is written, wherever it is read. */
  String text();

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException with a message for people
   */
  static ServedPlace of(String text) {
    if (!text.startsWith("kafka:")) {
      Path path = Path.of(text);
      boolean file = text.endsWith(".jsonl") && !Files.isDirectory(path);
      return new LogFile(file ? path : path.resolve("served.jsonl"));
    }
    String[] parts = text.replaceFirst("^kafka:(//)?", "").split("/", -1);
    if (parts.length != 2 || !parts[1].matches("[a-zA-Z0-9._-]{1,249}")) {
      throw new IllegalArgumentException("\"" + text + "\" names no topic; " + RULE);
    }
    return new Topic(HostPort.parse(parts[0]).text(), parts[1]);
  }
}
