package dev.freshet.features.bytes;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Sixty-four bits by which bytes that outlive a process name a definition: the start of a SHA-256.
 */
public final class StableId {

  private StableId() {}

  /** The id of a text that says all that matters of the thing. */
  public static long of(String canonical) {
    return of(canonical.getBytes(StandardCharsets.UTF_8));
  }

  /** The id of bytes that say all that matters of the thing. */
  public static long of(byte[] canonical) {
    try {
      return new ByteReader(MessageDigest.getInstance("SHA-256").digest(canonical)).readFixed(8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
