package dev.freshet.serving.vector;

import dev.freshet.features.row.RowReading;
import dev.freshet.features.row.Status;
import dev.freshet.serving.plan.Plan;

/** The answer to a request: for each row, the values of the features at one instant. */
public final class FeatureVectors {

  private final Plan plan;
  private final EntityRows rows;
  private final StoredRows stored;
  private final long asOf;

  FeatureVectors(Plan plan, EntityRows rows, StoredRows stored, long asOf) {
    this.plan = plan;
    this.rows = rows;
    this.stored = stored;
    this.asOf = asOf;
  }

  public Plan plan() {
    return plan;
  }

  public EntityRows rows() {
    return rows;
  }

  /** The instant of the values, epoch milliseconds. */
  public long asOf() {
    return asOf;
  }

  /** The value of the n-th feature; {@code null} where there is none. */
  public Object value(int row, int feature) {
    return stored.reading(row, plan.partOf(feature)).values()[plan.placeOf(feature)];
  }

  public Status status(int row, int feature) {
    return stored.reading(row, plan.partOf(feature)).statuses()[plan.placeOf(feature)];
  }

  /** When the row that a feature is from was written, epoch milliseconds; -1 if there is none. */
  public long updated(int row, int feature) {
    return stored.reading(row, plan.partOf(feature)).updated();
  }

  /** What a row reads of the n-th of the plan's parts. */
  public RowReading reading(int row, int part) {
    return stored.reading(row, part);
  }
}
