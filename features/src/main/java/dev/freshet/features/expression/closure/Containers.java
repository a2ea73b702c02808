package dev.freshet.features.expression.closure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists and maps: literals, {@code +}, {@code [ ]}, {@code in} and {@code size}. */
public final class Containers {

  private Containers() {}

  static void addTo(Map<String, Functions.Builder> functions) {
    functions.put("add_list", call -> sum(call.object(0), call.object(1)));
    functions.put("size_list", call -> listSize(call.object(0)));
    functions.put("list_size", call -> listSize(call.object(0)));
    functions.put("size_map", call -> mapSize(call.object(0)));
    functions.put("map_size", call -> mapSize(call.object(0)));
    functions.put("index_list", Containers::item);
    functions.put("index_map", call -> entry(call.result(), call.object(0), call.node(1)));
    functions.put("in_map", call -> hasEntry(call.object(1), call.node(0)));
    functions.put("in_list", Inclusion::of);
  }

  /** A list of the items' values. */
  public static Node list(List<Node> items) {
    Node[] nodes = items.toArray(Node[]::new);
    Node.OfObject<List<Object>> list =
        frame -> {
          Object[] values = new Object[nodes.length];
          for (int i = 0; i < nodes.length; i++) {
            values[i] = nodes[i].value(frame);
          }
          return Collections.unmodifiableList(Arrays.asList(values));
        };
    return Functions.folded(list, items);
  }

  /** A map of the keys' values to the values' values; fails if two keys are equal. */
  public static Node map(List<Node> keys, List<Node> values) {
    Node.OfObject<Map<Object, Object>> map =
        frame -> {
          Map<Object, Object> entries = new LinkedHashMap<>();
          for (int i = 0; i < keys.size(); i++) {
            Object key = keys.get(i).value(frame);
            if (entries.putIfAbsent(key, values.get(i).value(frame)) != null) {
              return frame.fail(Map.of());
            }
          }
          return Collections.unmodifiableMap(entries);
        };
    List<Node> parts = new ArrayList<>(keys);
    parts.addAll(values);
    return Functions.folded(map, parts);
  }

  /** The value under the key; fails where there is none. */
  public static Node entry(Kind result, Node map, String key) {
    return entry(result, asMap(map), new Constant.OfObject(key));
  }

  /** Whether there is a value under the key. */
  public static Node hasEntry(Node map, String key) {
    return hasEntry(asMap(map), new Constant.OfObject(key));
  }

  private static Node entry(Kind result, Node.OfObject<Map<Object, Object>> map, Node key) {
    return result.unboxed(frame -> map.get(frame).get(key.value(frame)));
  }

  private static Node hasEntry(Node.OfObject<Map<Object, Object>> map, Node key) {
    return (Node.OfBool) frame -> map.get(frame).containsKey(key.value(frame));
  }

  private static Node item(Call call) {
    Node.OfObject<List<Object>> list = call.object(0);
    Node.OfInt index = call.integer(1);
    return call.result()
        .unboxed(
            frame -> {
              List<Object> items = list.get(frame);
              long at = index.get(frame);
              return at < 0 || at >= items.size() ? null : items.get((int) at);
            });
  }

  private static Node sum(Node.OfObject<List<Object>> left, Node.OfObject<List<Object>> right) {
    return (Node.OfObject<List<Object>>)
        frame -> {
          List<Object> items = new ArrayList<>(left.get(frame));
          items.addAll(right.get(frame));
          return Collections.unmodifiableList(items);
        };
  }

  private static Node listSize(Node.OfObject<List<Object>> list) {
    return (Node.OfInt) frame -> list.get(frame).size();
  }

  private static Node mapSize(Node.OfObject<Map<Object, Object>> map) {
    return (Node.OfInt) frame -> map.get(frame).size();
  }

  @SuppressWarnings("unchecked")
  private static Node.OfObject<Map<Object, Object>> asMap(Node node) {
    return (Node.OfObject<Map<Object, Object>>) node;
  }
}
