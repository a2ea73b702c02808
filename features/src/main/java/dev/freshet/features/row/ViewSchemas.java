package dev.freshet.features.row;

import dev.freshet.features.definition.Repository;
import java.util.Map;

/**
 * The view schemas that rows may be written with: those of a repository, and those learned from the
 * store. Thread-safe.
 *
 * <p>A row names each view's schema by fingerprint only. The stream job writes every schema to the
 * store before the first row, under {@link #storeKey}.
 */
public final class ViewSchemas {

  public static ViewSchemas of(Repository repository) {
    throw new UnsupportedOperationException();
  }

  /** The schemas of the repository by fingerprint, encoded for the store. */
  public Map<Long, byte[]> encoded() {
    throw new UnsupportedOperationException();
  }

  /** Adds a schema as the store has it. */
  public void learn(long fingerprint, byte[] encoded) {
    throw new UnsupportedOperationException();
  }

  /**
   * Under which name the store has a schema: {@code project::schema:fingerprint} in hexadecimal.
   */
  public static byte[] storeKey(String project, long fingerprint) {
    throw new UnsupportedOperationException();
  }
}
