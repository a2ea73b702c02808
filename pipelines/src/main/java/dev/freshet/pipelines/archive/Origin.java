package dev.freshet.pipelines.archive;

import java.util.List;

/**
 * Where an event came from: its record in Kafka.
 *
 * @param appended the record's timestamp, epoch milliseconds; negative where it has none
 * @param verbatim the event's {@linkplain EventLayout#verbatim verbatim} values as JSON, {@code
 *     null} for one that is not there; empty where nobody needs them
 */
public record Origin(int partition, long offset, long appended, List<String> verbatim) {

  /** That of an event that is not archived. */
  public static final Origin NONE = new Origin(-1, -1, -1, List.of());

  /** The same without values. */
  public Origin place() {
    return verbatim.isEmpty() ? this : new Origin(partition, offset, appended, List.of());
  }
}
