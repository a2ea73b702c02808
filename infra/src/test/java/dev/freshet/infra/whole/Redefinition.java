package dev.freshet.infra.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Definitions of one project before and after a change, and what the change takes and brings. */
final class Redefinition {

  private static final String SOURCE =
      """
      project: evolving
      sources:
        - name: clicks
          topic: evolving
          event_time: at
          event_id: id
          fields: {user_id: string, item_id: int64, kind: string, price: double}
      feature_services:
        - {name: all, features: [activity, visit, pair]}
      """;

  static final String BEFORE =
      """
      entities:
        - {name: user, join_keys: [user_id]}
        - {name: user_item, join_keys: [user_id, item_id]}
      feature_views:
        - name: activity
          entity: user
          source: clicks
          features:
            - {name: clicks, aggregation: count, windows: [5m, 1h, lifetime]}
            - {name: carts, aggregation: count, where: event.kind == "cart", windows: [1h, lifetime]}
            - {name: spend, aggregation: sum, value: event.price, windows: [1h]}
            - {name: kinds, aggregation: count, by: event.kind, windows: [1h]}
            - {name: recent, aggregation: last_k, k: 5, value: event.item_id, windows: [1h]}
            - {name: interest, aggregation: decayed_sum, value: 1.0, half_life: 5m}
        - name: visit
          entity: user
          source: clicks
          ttl: 10m
          features:
            - {name: visit_clicks, aggregation: count}
            - {name: idle_seconds, aggregation: time_since_last}
        - name: pair
          entity: user_item
          source: clicks
          features:
            - {name: pair_clicks, aggregation: count, windows: [5m, 1h, 1d]}
            - {name: pair_spend, aggregation: avg, value: event.price, windows: [1h]}
      """;

  static final String AFTER =
      """
      entities:
        - {name: user_item, join_keys: [user_id, item_id]}
        - {name: user, join_keys: [user_id]}
      feature_views:
        - name: pair
          entity: user_item
          source: clicks
          features:
            - {name: pair_spend, aggregation: avg, value: event.price, windows: [1h]}
            - {name: pair_kinds, aggregation: last_k, k: 3, value: event.kind, windows: [1h]}
            - {name: pair_clicks, aggregation: count, windows: [1d, 1h, 5m]}
        - name: visit
          entity: user
          source: clicks
          ttl: 10m
          features:
            - {name: idle_seconds, aggregation: time_since_last}
            - {name: visit_clicks, aggregation: count}
        - name: activity
          entity: user
          source: clicks
          features:
            - {name: interest, aggregation: decayed_sum, value: 1.0, half_life: 5m}
            - {name: orders, aggregation: count, where: event.kind == "order", windows: [1h, lifetime]}
            - {name: recent, aggregation: last_k, k: 5, value: event.item_id, windows: [1h]}
            - {name: kinds, aggregation: count, by: event.kind, windows: [1h]}
            - {name: spend, aggregation: sum, value: event.price, windows: [1h]}
            - {name: clicks, aggregation: count, windows: [lifetime, 1d, 1h, 5m]}
      """;

  /** As {@link #AFTER} in yet another order, so that all rows are written again. */
  static final String REORDERED =
      last(last(AFTER, "pair_spend", "pair_clicks"), "interest", "clicks");

  static final Set<String> REMOVED = Set.of("activity:carts_1h", "activity:carts_lifetime");
  static final Set<String> ADDED =
      Set.of(
          "activity:orders_1h",
          "activity:orders_lifetime",
          "activity:clicks_1d",
          "pair:pair_kinds_1h");

  private Redefinition() {}

  /** A folder of definitions. */
  static Path write(Path parent, String name, String definitions) throws IOException {
    Path folder = Files.createDirectory(parent.resolve(name));
    Files.writeString(folder.resolve("source.yaml"), SOURCE);
    Files.writeString(folder.resolve("features.yaml"), definitions);
    return folder;
  }

  /** The definitions with one feature behind another one. */
  private static String last(String definitions, String moved, String behind) {
    String line = line(definitions, moved);
    String end = line(definitions, behind);
    return definitions.replace(line, "").replace(end, end + line);
  }

  private static String line(String definitions, String feature) {
    int start = definitions.indexOf("      - {name: " + feature + ",");
    return definitions.substring(start, definitions.indexOf('\n', start) + 1);
  }
}
