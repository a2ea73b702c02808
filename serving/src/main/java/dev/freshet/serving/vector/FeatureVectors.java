package dev.freshet.serving.vector;

import dev.freshet.features.definition.ExternalFeature;
import dev.freshet.features.row.RowReading;
import dev.freshet.features.row.Status;
import dev.freshet.serving.plan.Origin;
import dev.freshet.serving.plan.Plan;
import java.util.List;

/** The answer to a request: for each row, the values of the features at one instant. */
public final class FeatureVectors {

  private final Plan plan;
  private final EntityRows rows;
  private final StoredRows stored;
  private final FetchedRows fetched;
  private final ContextRows context;
  private final Object[][] computed;
  private final long asOf;

  FeatureVectors(
      Plan plan,
      EntityRows rows,
      StoredRows stored,
      FetchedRows fetched,
      ContextRows context,
      long asOf) {
    this.plan = plan;
    this.rows = rows;
    this.stored = stored;
    this.fetched = fetched;
    this.context = context;
    this.asOf = asOf;
    this.computed = plan.computed().stream().map(this::compute).toArray(Object[][]::new);
  }

  private Object[] compute(Origin.Computed origin) {
    Object[] values = new Object[rows.count()];
    Object[] operands = new Object[origin.operands().size()];
    for (int row = 0; row < values.length; row++) {
      for (int i = 0; i < operands.length; i++) {
        operands[i] = value(row, origin.operands().get(i));
      }
      values[row] = origin.feature().value(operands);
    }
    return values;
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
    return value(row, plan.origins().get(feature));
  }

  private Object value(int row, Origin origin) {
    if (origin instanceof Origin.Stored at) {
      return stored.reading(row, at.part()).values()[at.place()];
    } else if (origin instanceof Origin.Fetched at) {
      return fetched.value(row, at.part(), at.place()).value();
    } else if (origin instanceof Origin.Brought at) {
      return context.value(row, at.field());
    }
    return computed[((Origin.Computed) origin).place()][row];
  }

  public Status status(int row, int feature) {
    Origin origin = plan.origins().get(feature);
    if (origin instanceof Origin.Stored at) {
      return stored.reading(row, at.part()).statuses()[at.place()];
    } else if (origin instanceof Origin.Fetched at) {
      return fetched.value(row, at.part(), at.place()).status();
    }
    return value(row, origin) == null ? Status.NULL_VALUE : Status.PRESENT;
  }

  /** The value of a feature of one of the plan's external parts; {@code null} for none. */
  public Object externalValue(int row, int part, int place) {
    return fetched.value(row, part, place).value();
  }

  /** The features of other servers of which some value could not be fetched, and is null. */
  public List<ExternalFeature> degraded() {
    return fetched.missing();
  }

  /** The value of the plan's n-th context field; {@code null} where there is none. */
  public Object contextValue(int row, int n) {
    return context.value(row, n);
  }

  /**
   * When the row that a feature is from was written, epoch milliseconds; the last of them if there
   * are several; -1 if there is none.
   */
  public long updated(int row, int feature) {
    return updated(row, plan.origins().get(feature));
  }

  private long updated(int row, Origin origin) {
    if (origin instanceof Origin.Stored at) {
      return stored.reading(row, at.part()).updated();
    }
    long last = -1;
    if (origin instanceof Origin.Computed of) {
      for (Origin operand : of.operands()) {
        last = Math.max(last, updated(row, operand));
      }
    }
    return last;
  }

  /** What a row reads of the n-th of the plan's parts. */
  public RowReading reading(int row, int part) {
    return stored.reading(row, part);
  }
}
