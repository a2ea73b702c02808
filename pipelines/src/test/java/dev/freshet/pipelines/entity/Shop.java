package dev.freshet.pipelines.entity;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.definition.InvalidRepositoryException;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.event.Event;
import dev.freshet.features.row.RowFormat;
import dev.freshet.features.row.RowReader;
import dev.freshet.features.row.RowReading;
import dev.freshet.features.row.RowVersion;
import dev.freshet.features.row.ViewSchemas;
import dev.freshet.pipelines.archive.Origin;
import dev.freshet.pipelines.repository.Definitions;
import dev.freshet.pipelines.repository.Written;
import dev.freshet.pipelines.route.RoutedEvent;
import dev.freshet.pipelines.store.MemoryStore;
import dev.freshet.pipelines.store.MemoryStore.Stored;
import dev.freshet.pipelines.store.RowStoreFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A small repository for tests, and what its rows in a store of this JVM say. */
final class Shop implements AutoCloseable {

  private static final Map<String, MemoryStore> STORES = new ConcurrentHashMap<>();

  private static final String SOURCE =
      """
      project: shop
      sources:
        - name: clicks
          topic: clicks
          event_time: ts
          event_id: id
          fields: {user_id: string, item_id: string, price: double}
      entities:
        - {name: user, join_keys: [user_id]}
        - {name: item, join_keys: [item_id]}
      """;

  /** Windows only: state ends. */
  static final String WINDOWED =
      """
      feature_views:
        - name: activity
          entity: user
          source: clicks
          features:
            - {name: clicks, aggregation: count, windows: [5m, 1h, 1d]}
            - {name: spend, aggregation: sum, value: event.price, windows: [1h]}
      """;

  /** With a lifetime feature: state is for ever. */
  static final String LIFETIME =
      """
      feature_views:
        - name: activity
          entity: user
          source: clicks
          features:
            - {name: clicks, aggregation: count, windows: [5m, 1h, 1d]}
            - {name: items, aggregation: last_k, k: 3, value: event.item_id}
            - {name: all_clicks, aggregation: count}
      """;

  /** As {@link #LIFETIME}, with one feature more, one less, and the rest in another order. */
  static final String CHANGED =
      """
      feature_views:
        - name: activity
          entity: user
          source: clicks
          features:
            - {name: all_clicks, aggregation: count}
            - {name: spend, aggregation: sum, value: event.price, windows: [1h, lifetime]}
            - {name: clicks, aggregation: count, windows: [5m, 1h, 1d]}
      """;

  private final String store;
  private final Definitions definitions;

  Shop(String views) throws IOException, InvalidRepositoryException {
    this("store-" + System.nanoTime(), views);
    STORES.put(store, new MemoryStore());
  }

  private Shop(String store, String views) throws IOException, InvalidRepositoryException {
    this.store = store;
    this.definitions = Written.as(SOURCE + views);
  }

  /** Other views of the same events, over the same store. */
  Shop changed(String views) throws IOException, InvalidRepositoryException {
    return new Shop(store, views);
  }

  @Override
  public void close() {
    STORES.remove(store);
  }

  Definitions definitions() {
    return definitions;
  }

  Repository repository() {
    return definitions.repository();
  }

  MemoryStore store() {
    return STORES.get(store);
  }

  RowStoreFactory stores() {
    String name = store;
    return (fixtures, meter) -> STORES.get(name).open(fixtures, meter);
  }

  /** A click of a user. */
  static RoutedEvent click(String user, long timestamp, String id) {
    return click(user, timestamp, id, "i" + id, 1.0);
  }

  static RoutedEvent click(String user, long timestamp, String id, String item, double price) {
    Object[] slots = {user, item, price};
    byte[] tie = id.getBytes(StandardCharsets.UTF_8);
    return new RoutedEvent(user, 0, true, new Event(timestamp, true, tie, slots), Origin.NONE);
  }

  /** The row of a user. */
  Optional<Stored> row(String user) {
    return store().read("shop:user:" + user);
  }

  /** The version of the stored row of a user. */
  RowVersion version(String user) {
    byte[] row = row(user).orElseThrow().value();
    return RowVersion.read(new ByteReader(row, RowFormat.VERSION_OFFSET, row.length));
  }

  /** What the stored row of a user says. */
  RowReading read(String user, long t, String... features) {
    byte[] row = row(user).map(Stored::value).orElse(null);
    return read(row, t, features);
  }

  RowReading read(byte[] row, long t, String... names) {
    Repository repository = repository();
    List<AggregatedFeature> features =
        Arrays.stream(names)
            .map(name -> (AggregatedFeature) repository.feature("activity:" + name).orElseThrow())
            .toList();
    ViewSchemas schemas = ViewSchemas.of(repository);
    RowReader reader = new RowReader(schemas, features);
    for (long unknown : reader.read(row, t).unknownSchemas()) {
      byte[] name = ViewSchemas.storeKey(repository.project(), unknown);
      store()
          .read(new String(name, StandardCharsets.UTF_8))
          .ifPresent(schema -> schemas.learn(unknown, schema.value()));
    }
    return reader.read(row, t);
  }
}
