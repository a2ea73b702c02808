package dev.freshet.pipelines.store;

import java.io.Serializable;
import java.util.Map;

/** Opens the row store of a job, on whichever machine the job's part runs. */
@FunctionalInterface
public interface RowStoreFactory extends Serializable {

  /**
   * Starts to connect, without waiting for it.
   *
   * @param fixtures values by name that the store has before any row: view schemas
   * @param meter hears of what is written
   */
  RowStore open(Map<String, byte[]> fixtures, StoreMeter meter);
}
