package dev.freshet.infra.demo;

import dev.freshet.infra.console.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Questions to the running system that work as pasted into a shell. */
final class CurlCommands {

  private CurlCommands() {}

  /**
   * One visitor's features; a model's features of two visitors and two items; the same model's as
   * Feast's clients ask for them.
   *
   * @param http the URL of the server
   */
  static List<String> of(String http, String visitor) {
    List<String> users = List.of(visitor, visitor.equals("u1") ? "u2" : "u1");
    List<String> items = List.of("i1", "i2");
    return List.of(
        curl(
            http + "/v1/features",
            members("features", Portrait.FEATURES, "entities", Map.of("user_id", visitor))),
        curl(
            http + "/v1/features",
            members(
                "feature_service",
                "homepage",
                "entities",
                members("user_id", users, "item_id", items))),
        curl(
            http + "/get-online-features",
            members(
                "feature_service",
                "homepage",
                "entities",
                members("user_id", users, "item_id", items),
                "full_feature_names",
                true)));
  }

  /** The names have no quotes in them that a shell could trip over. */
  private static String curl(String url, Map<String, Object> body) {
    return "curl -s " + url + " -d '" + Json.line(body) + "'";
  }

  private static Map<String, Object> members(Object... namesAndValues) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      members.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return members;
  }
}
