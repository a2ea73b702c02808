package dev.freshet.pipelines.archive;

import java.time.Duration;
import java.time.LocalDate;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/** Assigns each row the folder of its kind and of its day in UTC. */
abstract class DateFolders<T> implements BucketAssigner<T, String> {

  private static final long serialVersionUID = 1L;
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  /** The folder of its kind, below the archive. */
  abstract String folder(T row);

  /** Epoch milliseconds. */
  abstract long eventTime(T row);

  @Override
  public final String getBucketId(T row, Context context) {
    long day = Math.floorDiv(eventTime(row), DAY_MILLIS);
    return folder(row) + "/date=" + LocalDate.ofEpochDay(day);
  }

  @Override
  public final SimpleVersionedSerializer<String> getSerializer() {
    return SimpleVersionedStringSerializer.INSTANCE;
  }
}
