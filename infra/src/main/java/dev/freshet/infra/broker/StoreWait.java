package dev.freshet.infra.broker;

import dev.freshet.infra.console.Console;
import dev.freshet.infra.console.EnvironmentException;
import dev.freshet.infra.console.Progress;
import dev.freshet.infra.quantity.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Waits until the store reflects what was sent: the job commits its offsets only when a checkpoint
 * is complete, and a checkpoint is complete only when all rows before it are acknowledged.
 */
public final class StoreWait {

  private static final long POLL_MILLIS = 50;

  private final String group;
  private final Topics topics;
  private final Map<TopicPartition, Long> ends;
  private final Console console;

  /**
   * @param ends how far each partition must have been committed
   */
  public StoreWait(String project, Topics topics, Map<TopicPartition, Long> ends, Console console) {
    this.group = "freshet." + project;
    this.topics = topics;
    this.ends = ends;
    this.console = console;
  }

  /** Returns when all is committed. */
  public void await(Optional<Duration> timeout) {
    long start = System.nanoTime();
    long total = ends.values().stream().mapToLong(Long::longValue).sum();
    Progress progress = new Progress(console, "waiting for the store");
    try {
      while (true) {
        Map<TopicPartition, Long> committed = topics.committed(group);
        List<String> missing = missing(committed);
        if (missing.isEmpty()) {
          return;
        }
        if (timeout.isPresent() && System.nanoTime() - start > timeout.get().toNanos()) {
          throw new EnvironmentException(late(timeout.get(), committed, missing));
        }
        long done = done(committed);
        progress.at((double) done / total, done);
        Thread.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentException("interrupted while waiting for the store", e);
    } finally {
      progress.end();
    }
  }

  private long done(Map<TopicPartition, Long> committed) {
    return ends.entrySet().stream()
        .mapToLong(end -> Math.min(end.getValue(), committed.getOrDefault(end.getKey(), 0L)))
        .sum();
  }

  private List<String> missing(Map<TopicPartition, Long> committed) {
    List<String> missing = new ArrayList<>();
    new TreeMap<>(Map.copyOf(byName(ends)))
        .forEach(
            (name, partition) -> {
              long reached = committed.getOrDefault(partition, 0L);
              if (reached < ends.get(partition)) {
                missing.add(name + " at " + reached + " of " + ends.get(partition));
              }
            });
    return missing;
  }

  private static Map<String, TopicPartition> byName(Map<TopicPartition, Long> ends) {
    Map<String, TopicPartition> byName = new TreeMap<>();
    ends.keySet().forEach(partition -> byName.put(partition.toString(), partition));
    return byName;
  }

  private String late(Duration timeout, Map<TopicPartition, Long> committed, List<String> missing) {
    String what =
        "after " + DurationText.of(timeout) + " the store does not have all that was sent: ";
    return committed.isEmpty()
        ? what
            + "no job has committed an offset for group "
            + group
            + "; is `freshet stream` running?"
        : what + "group " + group + " is at " + String.join(", ", missing);
  }
}
