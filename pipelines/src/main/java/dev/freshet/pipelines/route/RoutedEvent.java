package dev.freshet.pipelines.route;

import dev.freshet.features.definition.Entity;
import dev.freshet.features.event.Event;
import dev.freshet.pipelines.archive.Origin;
import dev.freshet.pipelines.type.ImmutableType;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/**
 * An event on its way to one entity.
 *
 * @param key which entity of its name, as {@link dev.freshet.features.row.EntityKey#of} makes it
 * @param source the event's source, counted from 0 in the order of definition
 * @param primary whether this is the entity at which the record is counted
 * @param event with the values that this entity's features read, and no others; with all of them
 *     where it is the one to be archived
 * @param origin where it came from, if it is archived
 */
@TypeInfo(RoutedEventTypeFactory.class)
public record RoutedEvent(String key, int source, boolean primary, Event event, Origin origin) {

  /** How it travels. */
  public static final TypeInformation<RoutedEvent> TYPE =
      new ImmutableType<>(RoutedEvent.class, RoutedEventSerializer.INSTANCE);

  /** The side output on which an entity's events go. */
  public static OutputTag<RoutedEvent> output(Entity entity) {
    return new OutputTag<>("entity " + entity.name(), TYPE);
  }
}
