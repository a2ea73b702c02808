package dev.freshet.pipelines.store.redis;

import java.nio.charset.StandardCharsets;

/** A row on its way to the store. */
record WaitingRow(String name, byte[] row, long keepUntil) {

  private static final byte[] NEVER = {};

  byte[] key() {
    return name.getBytes(StandardCharsets.UTF_8);
  }

  /** When it expires, as {@link VersionGuard} takes it. */
  byte[] expiry() {
    return keepUntil == Long.MAX_VALUE
        ? NEVER
        : Long.toString(keepUntil).getBytes(StandardCharsets.US_ASCII);
  }

  /** About how much of the heap it takes. */
  int heapBytes() {
    return row.length + 2 * name.length() + 160;
  }
}
