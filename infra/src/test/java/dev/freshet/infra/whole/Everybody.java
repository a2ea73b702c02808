package dev.freshet.infra.whole;

import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.FeatureView;
import dev.freshet.features.definition.Repository;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All users and items that random events tell of. */
final class Everybody {

  static final List<String> USERS = List.of("u0", "u1", "u2", "u3");
  private static final int ITEMS = 4;

  private Everybody() {}

  /**
   * Asks for the service {@code all}, of every user with every item.
   *
   * @param more users besides
   */
  static Map<String, Object> question(Repository repository, String... more) {
    List<String> users = new ArrayList<>(USERS);
    users.addAll(List.of(more));
    Map<String, List<Object>> columns =
        Map.of("user_id", new ArrayList<>(), "item_id", new ArrayList<>());
    for (String user : users) {
      for (int item = 0; item < ITEMS; item++) {
        columns.get("user_id").add(user);
        columns.get("item_id").add(item);
      }
    }
    Map<String, Object> entities = new TreeMap<>();
    for (FeatureView view : repository.views()) {
      for (Entity.JoinKey key : view.entity().joinKeys()) {
        entities.put(key.name(), columns.get(key.name()));
      }
    }
    return Map.of("feature_service", "all", "entities", entities);
  }
}
