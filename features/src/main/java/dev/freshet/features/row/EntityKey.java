package dev.freshet.features.row;

import dev.freshet.features.definition.Entity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The name of one entity's row: project, entity and join key values, joined by {@code :}. Inside
 * each part a percent sign, a colon and braces are written {@code %25}, {@code %3A}, {@code %7B}
 * and {@code %7D}; all else stays as it is, in UTF-8. Braces would otherwise choose the slot in a
 * Redis Cluster.
 */
public final class EntityKey {

  private EntityKey() {}

  /**
   * The part of the key that tells entities of one name apart: the join key values joined by {@code
   * :}.
   *
   * @param values one per join key, {@link String} or {@link Long}
   */
  public static String of(List<?> values) {
    if (values.size() == 1) {
      return escape(values.get(0).toString());
    }
    return values.stream().map(value -> escape(value.toString())).collect(Collectors.joining(":"));
  }

  /** The whole name of the row, as the store has it. */
  public static byte[] row(String project, Entity entity, String key) {
    return (prefix(project, entity) + key).getBytes(StandardCharsets.UTF_8);
  }

  /** What the names of all rows of an entity start with. */
  public static String prefix(String project, Entity entity) {
    return escape(project) + ":" + escape(entity.name()) + ":";
  }

  private static String escape(String part) {
    for (int i = 0; i < part.length(); i++) {
      if (special(part.charAt(i))) {
        return escapeFrom(part, i);
      }
    }
    return part;
  }

  private static String escapeFrom(String part, int first) {
    StringBuilder escaped = new StringBuilder(part.length() + 8).append(part, 0, first);
    for (int i = first; i < part.length(); i++) {
      char c = part.charAt(i);
      if (special(c)) {
        escaped.append('%').append(Integer.toHexString(c).toUpperCase(Locale.ROOT));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  private static boolean special(char c) {
    return c == '%' || c == ':' || c == '{' || c == '}';
  }
}
