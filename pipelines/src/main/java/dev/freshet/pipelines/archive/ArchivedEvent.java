package dev.freshet.pipelines.archive;

import dev.freshet.features.event.Event;
import dev.freshet.features.fold.Outcome;
import dev.freshet.pipelines.type.ImmutableType;
import java.util.Locale;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/**
 * An accepted event and what became of it.
 *
 * @param source the event's source, counted from 0 in the order of definition
 * @param event with all of its values
 * @param entity the name of the entity that decided; empty where none of them knows the event
 * @param outcome in one word: {@code folded}, {@code repeated}, {@code too_late} or {@code unkeyed}
 */
public record ArchivedEvent(
    int source, Event event, Origin origin, Optional<String> entity, String outcome) {

  static final TypeInformation<ArchivedEvent> TYPE =
      new ImmutableType<>(ArchivedEvent.class, ArchivedEventSerializer.INSTANCE);

  /** The side output on which they leave operators. */
  public static final OutputTag<ArchivedEvent> OUTPUT = new OutputTag<>("archived events", TYPE);

  private static final String UNKEYED = "unkeyed";

  /** An event whose outcome was decided at an entity. */
  public static ArchivedEvent decided(
      int source, Event event, Origin origin, String entity, Outcome outcome) {
    String word = outcome.name().toLowerCase(Locale.ROOT);
    return new ArchivedEvent(source, event, origin, Optional.of(entity), word);
  }

  /** An event that belongs to no entity. */
  public static ArchivedEvent unkeyed(int source, Event event, Origin origin) {
    return new ArchivedEvent(source, event, origin, Optional.empty(), UNKEYED);
  }
}
