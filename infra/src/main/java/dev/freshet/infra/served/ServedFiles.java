package dev.freshet.infra.served;

import dev.freshet.infra.console.EnvironmentException;
import dev.freshet.infra.console.InputException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Served logs to be read: files, or what a topic has by now. */
public final class ServedFiles {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private ServedFiles() {}

  /**
   * The files of a served log.
   *
   * @param text a topic as in {@link ServedPlace}, a file, a folder, or a file name with wildcards
   * @param scratch a folder that a topic's records are copied to
   * @throws InputException if there are none
   */
  public static List<Path> of(String text, Path scratch) {
    try {
      if (text.startsWith("kafka:")) {
        Path copy = scratch.resolve("served.jsonl");
        copy((ServedPlace.Topic) ServedPlace.of(text), copy);
        return List.of(copy);
      }
      Path path = Path.of(text).toAbsolutePath();
      if (Files.isRegularFile(path)) {
        return List.of(path);
      }
      List<Path> found =
          Files.isDirectory(path)
              ? matching(path, "*.jsonl")
              : matching(path.getParent(), path.getFileName().toString());
      if (found.isEmpty()) {
        throw new InputException(
            "--served %s: there is no such file; name a file, or a folder of .jsonl files, that --served-log of serve wrote, or kafka://HOST:PORT/TOPIC"
                .formatted(text));
      }
      return found;
    } catch (IllegalArgumentException e) {
      throw new InputException("--served: " + e.getMessage(), e);
    } catch (IOException | DirectoryIteratorException e) {
      throw new EnvironmentException("--served " + text + ": " + e.getMessage(), e);
    }
  }

  private static List<Path> matching(Path folder, String glob) throws IOException {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, glob)) {
        files.forEach(found::add);
      }
    }
    found.removeIf(file -> !Files.isRegularFile(file));
    Collections.sort(found);
    return found;
  }

  /** Copies the records that a topic has now, a line each. */
  private static void copy(ServedPlace.Topic place, Path copy) throws IOException {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", place.kafka());
    settings.put("enable.auto.commit", false);
    settings.put("default.api.timeout.ms", (int) PATIENCE.toMillis());
    settings.put("allow.auto.create.topics", false);
    try (KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(copy), 1 << 16)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(place.topic()).stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      if (partitions.isEmpty()) {
        throw new InputException(
            "--served: there is no topic " + place.topic() + " at " + place.kafka());
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        for (ConsumerRecord<byte[], byte[]> row : consumer.poll(Duration.ofSeconds(1))) {
          out.write(row.value());
          out.write('\n');
          deadline = System.nanoTime() + PATIENCE.toNanos();
        }
        if (System.nanoTime() - deadline > 0) {
          throw new EnvironmentException("Kafka at " + place.kafka() + " sends nothing more");
        }
      }
    } catch (KafkaException e) {
      throw new EnvironmentException("Kafka at " + place.kafka() + ": " + e.getMessage(), e);
    }
  }
}
