package dev.freshet.features.aggregation;

import dev.freshet.features.bytes.ByteWriter;

/**
 * The running value of an aggregation over some set of events: mergeable and serializable. Adding
 * and merging commute, so that neither order nor grouping of events changes the reading (doubles:
 * within rounding; sketches: within their error). Mutable, not thread-safe.
 */
public interface Partial {

  /**
   * Takes one event in.
   *
   * @param value what the definition's {@code value} gave, of its type and finite; {@code null} for
   *     an aggregation that takes none
   * @param keys what the definition's {@code by} gave: a string or a list of strings; {@code null}
   *     without {@code by}
   * @param timestamp the event's, epoch milliseconds
   * @param tie the event's, by which events of one millisecond are ordered
   * @return by how many keys the surplus over {@code max_keys} grew: keys that a reading of this
   *     partial leaves out, whether they are still held or not; mostly 0
   */
  int add(Object value, Object keys, long timestamp, byte[] tie);

  /**
   * Takes in what another partial of the same aggregation holds, which is not this one. The other
   * stays as it is, and no later change of this one reaches it.
   *
   * @return by how many keys the surplus over {@code max_keys} grew, as with {@link #add}
   */
  int merge(Partial other);

  /** The value, of the aggregation's type; that of {@link Aggregation#empty} with no event. */
  Reading reading();

  /** Appends the state, to be read by {@link Aggregation#read}. */
  void write(ByteWriter out);

  /** About how many bytes it takes on the heap; a bound for caches, cheap to ask. */
  int heapBytes();
}
