package dev.freshet.pipelines.route;

import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.FeatureDefinition;
import dev.freshet.features.definition.FeatureView;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.features.expression.Expression;
import dev.freshet.features.row.EntityKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The way of one source's events to one entity: which of them belong to it, under which key, and
 * what of them it needs. Immutable.
 */
public final class EntityRoute {

  private final Entity entity;
  private final int[] keySlots;
  private final boolean[] read;
  private final boolean all;

  private EntityRoute(Entity entity, int[] keySlots, boolean[] read) {
    this.entity = entity;
    this.keySlots = keySlots;
    this.read = read;
    boolean unread = false;
    for (boolean slot : read) {
      unread |= !slot;
    }
    this.all = !unread;
  }

  /** The ways of a source's events, in the order in which entities are defined. */
  public static List<EntityRoute> of(Repository repository, Source source) {
    List<EntityRoute> routes = new ArrayList<>();
    for (Entity entity : repository.entities()) {
      List<FeatureView> views =
          repository.viewsOf(entity).stream().filter(view -> view.source().equals(source)).toList();
      if (!views.isEmpty()) {
        int[] keySlots =
            entity.joinKeys().stream()
                .mapToInt(key -> source.slot(key.name()).orElseThrow())
                .toArray();
        routes.add(new EntityRoute(entity, keySlots, read(source, views)));
      }
    }
    return routes;
  }

  private static boolean[] read(Source source, List<FeatureView> views) {
    boolean[] read = new boolean[source.fields().size()];
    for (FeatureView view : views) {
      view.where().ifPresent(expression -> mark(read, expression));
      for (FeatureDefinition definition : view.definitions()) {
        Stream.of(definition.where(), definition.value(), definition.by())
            .flatMap(Optional::stream)
            .forEach(expression -> mark(read, expression));
      }
    }
    return read;
  }

  private static void mark(boolean[] read, Expression expression) {
    expression.reads().forEach(slot -> read[slot] = true);
  }

  public Entity entity() {
    return entity;
  }

  /** Under which key the event belongs to the entity; empty where a join key has no value. */
  public Optional<String> key(Event event) {
    if (keySlots.length == 1) {
      Object only = event.slots()[keySlots[0]];
      return only == null ? Optional.empty() : Optional.of(EntityKey.of(List.of(only)));
    }
    List<Object> values = new ArrayList<>(keySlots.length);
    for (int slot : keySlots) {
      if (event.slots()[slot] == null) {
        return Optional.empty();
      }
      values.add(event.slots()[slot]);
    }
    return Optional.of(EntityKey.of(values));
  }

  /** The event with what the entity's features read of it. */
  public Event needed(Event event) {
    if (all) {
      return event;
    }
    Object[] slots = Arrays.copyOf(event.slots(), read.length);
    for (int i = 0; i < slots.length; i++) {
      slots[i] = read[i] ? slots[i] : null;
    }
    return new Event(event.timestamp(), event.identified(), event.tie(), slots);
  }
}
