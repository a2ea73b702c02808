package dev.freshet.serving.plan;

import dev.freshet.features.bytes.MalformedBytesException;
import dev.freshet.features.definition.Entity;
import dev.freshet.features.row.EntityKey;
import dev.freshet.features.row.RowReader;
import dev.freshet.features.row.RowReading;
import dev.freshet.serving.problem.Problem;
import dev.freshet.serving.problem.ProblemException;
import dev.freshet.serving.problem.ProblemKind;

/**
 * One entity's share of a {@link Plan}: its features, each once, and what reads and counts them.
 */
public final class Part {

  private final String project;
  private final Entity entity;
  private final int[] joinKeys;
  private final RowReader reader;
  private final PartMeter meter;

  Part(String project, Entity entity, int[] joinKeys, RowReader reader, PartMeter meter) {
    this.project = project;
    this.entity = entity;
    this.joinKeys = joinKeys;
    this.reader = reader;
    this.meter = meter;
  }

  public Entity entity() {
    return entity;
  }

  /** How many join keys the entity has. */
  public int joinKeyCount() {
    return joinKeys.length;
  }

  /** Where in the plan's join keys the entity's n-th one is. */
  public int joinKey(int n) {
    return joinKeys[n];
  }

  /** The name of a row in the store. */
  public byte[] rowKey(String key) {
    return EntityKey.row(project, entity, key);
  }

  /**
   * What a row says at an instant. A value that is not finite is left out, and counted.
   *
   * @param row as the store has it; {@code null} where it has none
   * @throws ProblemException if it is no row
   */
  public RowReading read(byte[] row, String key, long t) {
    try {
      return meter.finite(reader.read(row, t));
    } catch (MalformedBytesException e) {
      meter.unreadable();
      throw Problem.of(
              ProblemKind.UNREADABLE_ROW,
              "the row of %s %s: %s; is the store written by a newer version, or by something else?"
                  .formatted(entity.name(), key, e.getMessage()))
          .with("entity", entity.name())
          .with("key", key)
          .exception();
    }
  }

  /** Counts what one row of an answer takes from a reading made at an instant. */
  public void served(RowReading reading, long t) {
    meter.served(reading, t);
  }
}
