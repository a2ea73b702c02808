package dev.freshet.pipelines.archive;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/**
 * Assigns each row the folder of its kind and of its day in UTC. Days are many only where times are
 * wrong, and each has a file open: rows of more days than that at once go to a folder of no day.
 */
abstract class DateFolders<T> implements BucketAssigner<T, String> {

  /** As Hive names it, and whoever reads such folders knows it. */
  static final String NO_DAY = "date=__HIVE_DEFAULT_PARTITION__";

  static final int MOST_FOLDERS = 400;

  /** Longer than a file is open, unless checkpoints are late. */
  static final Duration OPEN = Duration.ofMinutes(2);

  private static final long serialVersionUID = 1L;
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  /** Folders by the instant of their last row, the longest ago first. */
  private transient Map<String, Long> open;

  /** The folder of its kind, below the archive. */
  abstract String folder(T row);

  /** Epoch milliseconds. */
  abstract long eventTime(T row);

  /** The partition in Kafka of its record. */
  abstract int partition(T row);

  /** The folder of its day, below that. */
  final String day(T row) {
    return "date=" + LocalDate.ofEpochDay(Math.floorDiv(eventTime(row), DAY_MILLIS));
  }

  @Override
  public final String getBucketId(T row, Context context) {
    if (open == null) {
      open = new LinkedHashMap<>(16, 0.75f, true);
    }
    String folder = folder(row);
    String id = folder + "/" + day(row);
    long now = context.currentProcessingTime();
    if (!open.containsKey(id) && open.size() >= MOST_FOLDERS && !closeOne(now)) {
      return folder + "/" + NO_DAY;
    }
    open.put(id, now);
    return id;
  }

  private boolean closeOne(long now) {
    Iterator<Long> eldest = open.values().iterator();
    if (eldest.next() > now - OPEN.toMillis()) {
      return false;
    }
    eldest.remove();
    return true;
  }

  @Override
  public final SimpleVersionedSerializer<String> getSerializer() {
    return SimpleVersionedStringSerializer.INSTANCE;
  }
}
