package dev.freshet.infra.broker;

import dev.freshet.features.definition.Repository;
import dev.freshet.infra.console.EnvironmentException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The topics of a Kafka cluster, as an administrator sees them. Thread-safe. */
public final class Topics implements AutoCloseable {

  private static final int PARTITIONS = 4;

  private final String bootstrap;
  private final Duration patience;
  private final Admin admin;

  /**
   * @param patience how long any one question may take
   */
  public Topics(String bootstrap, Duration patience) {
    this.bootstrap = bootstrap;
    this.patience = patience;
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", bootstrap);
    properties.setProperty(
        "request.timeout.ms", Long.toString(Math.min(5_000, patience.toMillis())));
    properties.setProperty("default.api.timeout.ms", Long.toString(patience.toMillis()));
    // A broker that is just starting is asked again soon.
    properties.setProperty("reconnect.backoff.max.ms", "200");
    properties.setProperty("retry.backoff.max.ms", "200");
    try {
      admin = Admin.create(properties);
    } catch (org.apache.kafka.common.KafkaException e) {
      throw new EnvironmentException(
          "\"" + bootstrap + "\" is no address of Kafka; write HOST:PORT, such as 127.0.0.1:9092",
          e);
    }
  }

  /** Waits until the cluster answers. */
  public void awaitReady() {
    ask("answer", admin.describeCluster().nodes());
  }

  /** Creates the topics of all sources, and of their dead letters, where they are missing. */
  public void create(Repository repository) {
    try {
      dev.freshet.pipelines.route.Topics.ensure(bootstrap, repository, PARTITIONS);
    } catch (ExecutionException e) {
      throw new EnvironmentException(
          "Kafka at " + bootstrap + " did not create topics: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** The offsets that a group has committed, of the partitions that it has any of. */
  public Map<TopicPartition, Long> committed(String group) {
    Map<TopicPartition, OffsetAndMetadata> offsets =
        ask(
            "tell the offsets of group " + group,
            admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    Map<TopicPartition, Long> committed =
        new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    offsets.forEach(
        (partition, offset) -> {
          if (offset != null) {
            committed.put(partition, offset.offset());
          }
        });
    return committed;
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }

  private <T> T ask(String what, org.apache.kafka.common.KafkaFuture<T> answer) {
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new EnvironmentException(
          "Kafka at " + bootstrap + " did not " + what + ": " + e.getCause().getMessage(),
          e.getCause());
    } catch (TimeoutException e) {
      throw new EnvironmentException(
          "Kafka at " + bootstrap + " did not " + what + " within " + patience.toSeconds() + " s",
          e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static EnvironmentException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new EnvironmentException("interrupted while waiting for Kafka", cause);
  }
}
