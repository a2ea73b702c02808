package dev.freshet.features.fold;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;
import java.time.Duration;
import java.util.Arrays;
import org.apache.datasketches.hash.MurmurHash3;

/**
 * The ids of one entity's events of one source that are at most some time older than its newest.
 * Mutable, not thread-safe.
 *
 * <p>An id is held as 64 bits of MurmurHash3, in an open-addressing table: among a million ids, two
 * are mistaken for one another with a chance of 3 in 100 million.
 */
final class RememberedIds {

  /** What is known of an event's id. */
  enum Check {
    /** It is new, or the event has none. */
    NEW,
    /** It is remembered. */
    REPEATED,
    /** The event is older than what is remembered. */
    UNCHECKED
  }

  private static final int SMALLEST_TABLE = 4;
  private static final long SEED = 0;

  private long newest = Long.MIN_VALUE;
  private long[] hashes = new long[SMALLEST_TABLE];
  private long[] times = new long[SMALLEST_TABLE];
  private int size;

  RememberedIds() {
    Arrays.fill(times, Long.MIN_VALUE);
  }

  /** Looks the id up and remembers it. */
  Check check(byte[] id, long timestamp, Duration within) {
    long oldest = oldest(within);
    long hash = MurmurHash3.hash(id, SEED)[0];
    if (timestamp < oldest) {
      return Check.UNCHECKED;
    }
    int at = find(hash);
    if (times[at] != Long.MIN_VALUE && times[at] >= oldest) {
      return Check.REPEATED;
    }
    size += times[at] == Long.MIN_VALUE ? 1 : 0;
    hashes[at] = hash;
    times[at] = timestamp;
    passed(timestamp);
    if (size * 4 > times.length * 3) {
      rebuild(within);
    }
    return Check.NEW;
  }

  /** An event of this time was there. */
  void passed(long timestamp) {
    newest = Math.max(newest, timestamp);
  }

  boolean isEmpty() {
    return size == 0;
  }

  int heapBytes() {
    return 48 + times.length * 16;
  }

  void write(ByteWriter out, Duration within) {
    rebuild(within);
    out.writeSigned(newest).writeUnsigned(size);
    for (int i = 0; i < times.length; i++) {
      if (times[i] != Long.MIN_VALUE) {
        out.writeUnsigned(newest - times[i]).writeFixed(hashes[i], 8);
      }
    }
  }

  static RememberedIds read(ByteReader in) {
    RememberedIds ids = new RememberedIds();
    ids.newest = in.readSigned();
    int size = (int) in.readUnsigned();
    ids.allocate(size);
    for (int i = 0; i < size; i++) {
      long time = ids.newest - in.readUnsigned();
      ids.put(in.readFixed(8), time);
    }
    return ids;
  }

  private long oldest(Duration within) {
    return newest == Long.MIN_VALUE ? Long.MIN_VALUE : newest - within.toMillis();
  }

  /** Forgets what is too old, and makes the table fit the rest. */
  private void rebuild(Duration within) {
    long oldest = oldest(within);
    long[] oldHashes = hashes;
    long[] oldTimes = times;
    int kept = 0;
    for (long time : oldTimes) {
      kept += time != Long.MIN_VALUE && time >= oldest ? 1 : 0;
    }
    allocate(kept);
    for (int i = 0; i < oldTimes.length; i++) {
      if (oldTimes[i] != Long.MIN_VALUE && oldTimes[i] >= oldest) {
        put(oldHashes[i], oldTimes[i]);
      }
    }
  }

  private void allocate(int expected) {
    int length = Math.max(SMALLEST_TABLE, Integer.highestOneBit(Math.max(1, expected)) * 4);
    hashes = new long[length];
    times = new long[length];
    Arrays.fill(times, Long.MIN_VALUE);
    size = 0;
  }

  private void put(long hash, long time) {
    int at = find(hash);
    hashes[at] = hash;
    times[at] = time;
    size++;
  }

  /** Where the hash is, or the free place where it belongs. */
  private int find(long hash) {
    int mask = times.length - 1;
    int at = (int) (hash ^ (hash >>> 32)) & mask;
    while (times[at] != Long.MIN_VALUE && hashes[at] != hash) {
      at = (at + 1) & mask;
    }
    return at;
  }
}
