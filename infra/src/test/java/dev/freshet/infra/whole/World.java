package dev.freshet.infra.whole;

import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.FeatureView;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.features.oracle.Arrivals;
import dev.freshet.features.oracle.NaivePairs;
import dev.freshet.features.row.EntityKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** All events that were sent, by the entities they belong to: what answers are held against. */
final class World {

  private final Repository repository;
  private final Predicate<String> wanted;
  private final Map<String, One> ones = new TreeMap<>();
  private final Map<String, NaivePairs> pairs = new HashMap<>();

  World(Repository repository) {
    this(repository, name -> true);
  }

  /**
   * A part of the world.
   *
   * @param wanted which entities it has, by the entity's name, a blank, and the key
   */
  World(Repository repository, Predicate<String> wanted) {
    this.repository = repository;
    this.wanted = wanted;
  }

  /** An event that was sent, in the order of sending. */
  void sent(Source source, Event event) {
    for (Source paired : repository.pairsOf(source)) {
      pairs.computeIfAbsent(paired.name(), name -> new NaivePairs(paired)).take(event);
    }
    for (Entity entity : repository.entities()) {
      List<FeatureView> views = repository.viewsOf(entity);
      if (views.stream().anyMatch(view -> view.source().equals(source))) {
        List<Object> keys = new ArrayList<>();
        for (Entity.JoinKey key : entity.joinKeys()) {
          keys.add(event.slots()[source.slot(key.name()).orElseThrow()]);
        }
        if (!keys.contains(null)) {
          if (wanted.test(entity.name() + " " + EntityKey.of(keys))) {
            one(entity, keys).take(source, event);
          }
        }
      }
    }
  }

  /** The entity of those join keys, whether or not it has events. */
  One one(Entity entity, List<Object> keys) {
    return ones.computeIfAbsent(
        entity.name() + " " + EntityKey.of(keys), name -> new One(entity, keys));
  }

  /** All entities, with the pairs of what was sent. */
  Collection<One> ones() {
    pair();
    return ones.values();
  }

  /** Makes the pairs of all that was sent so far events of their entities, once. */
  World pair() {
    Map<String, NaivePairs> waiting = new HashMap<>(pairs);
    pairs.clear();
    waiting.forEach(
        (name, naive) ->
            naive.pairs().forEach(pair -> sent(repository.source(name).orElseThrow(), pair)));
    return this;
  }

  /** One entity and its events. */
  static final class One {

    private final Entity entity;
    private final List<Object> keys;
    private final Map<String, Arrivals> arrivals = new HashMap<>();
    private long lastEvent = Long.MIN_VALUE;

    One(Entity entity, List<Object> keys) {
      this.entity = entity;
      this.keys = keys;
    }

    Entity entity() {
      return entity;
    }

    /** The join keys as a request has them. */
    Map<String, Object> request() {
      Map<String, Object> request = new HashMap<>();
      for (int i = 0; i < keys.size(); i++) {
        request.put(entity.joinKeys().get(i).name(), keys.get(i));
      }
      return request;
    }

    long lastEvent() {
      return lastEvent;
    }

    List<Event> events(Source source) {
      return arrivals.computeIfAbsent(source.name(), name -> new Arrivals(source)).firsts();
    }

    private void take(Source source, Event event) {
      lastEvent = Math.max(lastEvent, event.timestamp());
      arrivals.computeIfAbsent(source.name(), name -> new Arrivals(source)).add(event);
    }
  }
}
