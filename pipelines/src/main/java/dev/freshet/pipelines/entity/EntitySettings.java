package dev.freshet.pipelines.entity;

import java.io.Serializable;
import java.time.Duration;

/**
 * How rows are written.
 *
 * @param freshness how long changed rows wait to be written together
 * @param rowBudgetBytes how many bytes of steps a row may hold beyond the next five minutes
 * @param lineage of a job that starts without state, epoch milliseconds
 * @param deployment when the job was submitted, epoch milliseconds
 */
public record EntitySettings(Duration freshness, int rowBudgetBytes, long lineage, long deployment)
    implements Serializable {}
