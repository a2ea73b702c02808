package dev.freshet.infra.whole;

import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.infra.wait.Patience;
import dev.freshet.pipelines.job.FeatureJob;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Waits until a job has taken in all that was sent. */
final class Committed {

  private Committed() {}

  static void await(String kafka, Repository repository) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      Map<TopicPartition, Long> ends = new HashMap<>();
      for (Source source : repository.recordedSources()) {
        admin
            .describeTopics(List.of(source.topic()))
            .allTopicNames()
            .get()
            .get(source.topic())
            .partitions()
            .forEach(p -> ends.put(new TopicPartition(source.topic(), p.partition()), 0L));
      }
      Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
      ends.keySet().forEach(partition -> latest.put(partition, OffsetSpec.latest()));
      admin.listOffsets(latest).all().get().forEach((p, end) -> ends.put(p, end.offset()));
      Patience.until(
          "the job has committed all that was sent",
          () -> {
            Map<TopicPartition, OffsetAndMetadata> committed =
                admin
                    .listConsumerGroupOffsets(FeatureJob.group(repository))
                    .partitionsToOffsetAndMetadata()
                    .get();
            return ends.entrySet().stream()
                .allMatch(
                    end ->
                        end.getValue() == 0
                            || (committed.get(end.getKey()) != null
                                && committed.get(end.getKey()).offset() >= end.getValue()));
          });
    }
  }
}
