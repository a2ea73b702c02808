package dev.freshet.features.fold;

import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.Feature;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.features.row.Row;
import java.util.List;

/**
 * The engine: folds the events of one entity name into states, one per key, and reads states as
 * rows of timelines or as values at an instant. Immutable and thread-safe; the states are not.
 */
public final class EntityFold {

  public static EntityFold of(Repository repository, Entity entity) {
    throw new UnsupportedOperationException();
  }

  public Entity entity() {
    throw new UnsupportedOperationException();
  }

  /** The sources of the entity's views, in the repository's order. */
  public List<Source> sources() {
    throw new UnsupportedOperationException();
  }

  /** A state of no event. */
  public EntityState create() {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads what {@link #write} wrote, perhaps for other definitions: kept features keep their state.
   */
  public EntityState read(byte[] state) {
    throw new UnsupportedOperationException();
  }

  public byte[] write(EntityState state) {
    throw new UnsupportedOperationException();
  }

  /**
   * Takes in an event.
   *
   * @param source one of {@link #sources()}
   * @param now the wall clock in epoch milliseconds: no reader asks for an earlier instant
   */
  public Outcome fold(EntityState state, Source source, Event event, long now, FoldMeter meter) {
    throw new UnsupportedOperationException();
  }

  /**
   * The row of the state: every feature's timeline from {@code now} on.
   *
   * @param now the wall clock in epoch milliseconds
   * @param budgetBytes how many bytes of steps it may hold beyond the next five minutes
   */
  public Row row(EntityState state, long now, Reach reach, int budgetBytes) {
    throw new UnsupportedOperationException();
  }

  /**
   * The value of a feature at an instant that is not before any other asked of this state.
   *
   * @return {@code null} where there is none
   */
  public Object value(EntityState state, Feature feature, long t) {
    throw new UnsupportedOperationException();
  }

  /**
   * The instant from which no reader can see anything of the state, so that it may be dropped;
   * {@link Long#MAX_VALUE} for never.
   */
  public long retainedUntil(EntityState state) {
    throw new UnsupportedOperationException();
  }
}
