package dev.freshet.pipelines.archive;

import java.io.IOException;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Set;

/** The parts of one writer in which rows wait, bounded in bytes. Used by one thread. */
final class WaitingParts {

  private static final int MOST_BYTES = 16 << 20;
  private static final int MOST_BYTES_OF_ONE = 4 << 20;

  private final Set<ParquetPart<?>> parts = Collections.newSetFromMap(new IdentityHashMap<>());
  private long bytes;

  /** More rows wait in a part: it is written if they are many, or the largest if all are. */
  void grew(ParquetPart<?> part, int byBytes) throws IOException {
    parts.add(part);
    bytes += byBytes;
    if (part.waitingBytes() >= MOST_BYTES_OF_ONE) {
      part.write();
    } else if (bytes >= MOST_BYTES) {
      parts.stream().max(Comparator.comparingInt(ParquetPart::waitingBytes)).orElseThrow().write();
    }
  }

  /** No row waits in a part any more. */
  void wrote(ParquetPart<?> part) {
    if (parts.remove(part)) {
      bytes -= part.waitingBytes();
    }
  }

  long bytes() {
    return bytes;
  }
}
