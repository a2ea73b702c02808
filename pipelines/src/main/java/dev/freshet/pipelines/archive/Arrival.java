package dev.freshet.pipelines.archive;

import dev.freshet.pipelines.type.ImmutableType;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/**
 * An event folded by one entity, and how many that entity had folded by then: what tells which
 * events a version of a row knew.
 *
 * @param entity the entity's name
 * @param key which of that name, as {@link dev.freshet.features.row.EntityKey#of} makes it
 * @param source the source's name
 * @param eventTime epoch milliseconds
 * @param lineage made when a job started without state, as in {@link
 *     dev.freshet.features.row.RowVersion}
 * @param deployment made when the job was submitted, as there
 * @param folded how many events the entity has folded, this one included, as there
 */
public record Arrival(
    String entity,
    String key,
    String source,
    String topic,
    int partition,
    long offset,
    long eventTime,
    long lineage,
    long deployment,
    long folded) {

  static final TypeInformation<Arrival> TYPE =
      new ImmutableType<>(Arrival.class, ArrivalSerializer.INSTANCE);

  /** The side output on which they leave operators. */
  public static final OutputTag<Arrival> OUTPUT = new OutputTag<>("arrivals", TYPE);
}
