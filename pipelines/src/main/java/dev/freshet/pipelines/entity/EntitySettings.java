package dev.freshet.pipelines.entity;

import java.io.Serializable;
import java.time.Duration;

/**
 * How rows are written.
 *
 * @param freshness how long changed rows wait to be written together
 * @param rowBudgetBytes how many bytes of steps a row may hold beyond the next five minutes
 * @param cacheBytes how much of the heap decoded states may take, in each part of each entity
 * @param deployment when the job was submitted, epoch milliseconds; its lineage if it starts
 *     without state
 * @param archived whether events are archived
 */
public record EntitySettings(
    Duration freshness, int rowBudgetBytes, long cacheBytes, long deployment, boolean archived)
    implements Serializable {

  private static final long serialVersionUID = 1L;
}
