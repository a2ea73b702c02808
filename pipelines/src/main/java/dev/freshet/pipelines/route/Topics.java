package dev.freshet.pipelines.route;

import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * The topics of a repository: one per source, and one for the dead letters of each. Those that are
 * missing are made, so that records carry the time at which the broker took them, and records of
 * any size that we can judge arrive.
 */
public final class Topics {

  private static final int MAX_RECORD_BYTES = 16 * 1024 * 1024;

  private Topics() {}

  /**
   * Makes the topics that are not there.
   *
   * @param kafka the brokers
   * @param partitions of every new topic
   * @throws ExecutionException if the brokers do not answer, or refuse
   */
  public static void ensure(String kafka, Repository repository, int partitions)
      throws ExecutionException, InterruptedException {
    Map<String, Object> config =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            kafka,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            30_000);
    try (Admin admin = Admin.create(config)) {
      Set<String> there = admin.listTopics().names().get();
      List<NewTopic> missing = new ArrayList<>();
      for (Source source : repository.recordedSources()) {
        add(missing, there, source.topic(), partitions, MAX_RECORD_BYTES);
        String letters = source.topic() + Letter.TOPIC_SUFFIX;
        add(missing, there, letters, partitions, DeadLetters.MAX_REQUEST_BYTES);
      }
      for (NewTopic topic : missing) {
        create(admin, topic);
      }
    }
  }

  private static void add(
      List<NewTopic> missing, Set<String> there, String name, int partitions, int maxBytes) {
    if (!there.contains(name)) {
      missing.add(
          new NewTopic(name, Optional.of(partitions), Optional.empty())
              .configs(
                  Map.of(
                      TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                      "LogAppendTime",
                      TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                      String.valueOf(maxBytes))));
    }
  }

  private static void create(Admin admin, NewTopic topic)
      throws ExecutionException, InterruptedException {
    try {
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }
}
