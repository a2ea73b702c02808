package dev.freshet.infra.whole;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.features.type.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;

/** Random orders as a shop sends them, on request with fields of another type than declared. */
final class Orders {

  /** The fields that may be of another type, and texts of JSON that are no value of theirs. */
  static final Map<String, List<String>> MISTYPED =
      Map.of(
          "amount", List.of("\"12.5\"", "true", "[1.5]", "{}"),
          "pieces", List.of("3.0", "\"3\"", "1e2", "9223372036854775808", "false"),
          "vip", List.of("\"true\"", "1", "[]"),
          "seen", List.of("\"yesterday\"", "\"2026-02-30T00:00:00Z\"", "false", "{\"t\":1}"),
          "tags", List.of("\"new\"", "[1]", "[\"new\",[\"old\"]]", "{}"),
          "scores", List.of("[]", "{\"fit\":\"good\"}", "7"));

  private static final List<String> NAMES = MISTYPED.keySet().stream().sorted().toList();
  private static final int USERS = 40;
  private static final long REACH_MILLIS = 3 * 86_400_000L;

  private final Random random;
  private int made;

  Orders(Random random) {
    this.random = random;
  }

  /**
   * One order.
   *
   * @param event what the record means
   * @param mistyped the fields of another type
   */
  record Order(byte[] record, Event event, List<String> mistyped) {}

  Order good(Source source) {
    return make(source, 0);
  }

  Order mistyped(Source source) {
    return make(source, 1 + random.nextInt(NAMES.size()));
  }

  private Order make(Source source, int mistypedFields) {
    List<String> mistyped = new ArrayList<>(NAMES);
    while (mistyped.size() > mistypedFields) {
      mistyped.remove(random.nextInt(mistyped.size()));
    }
    String id = "o" + made++;
    long now = System.currentTimeMillis();
    // Most are past; some are ahead by less than is allowed.
    long ts = now + (random.nextInt(20) == 0 ? random.nextInt(20_000) : -past());
    Object[] slots = new Object[source.fields().size()];
    StringJoiner json = new StringJoiner(",", "{", "}");
    json.add("\"id\":\"" + id + "\"").add("\"ts\":" + ts);
    slots[slot(source, "ts")] = Instant.ofEpochMilli(ts);
    String user = "u" + random.nextInt(USERS);
    json.add("\"user_id\":\"" + user + "\"");
    slots[slot(source, "user_id")] = user;
    for (String name : NAMES) {
      if (mistyped.contains(name)) {
        List<String> texts = MISTYPED.get(name);
        json.add("\"" + name + "\":" + texts.get(random.nextInt(texts.size())));
      } else if (random.nextInt(10) > 0) {
        Object value = value(name, now);
        json.add("\"" + name + "\":" + json(value));
        slots[slot(source, name)] = value;
      }
    }
    Event event = new Event(ts, true, id.getBytes(UTF_8), slots);
    return new Order(json.toString().getBytes(UTF_8), event, mistyped);
  }

  private long past() {
    return 1 + (long) (REACH_MILLIS * Math.pow(random.nextDouble(), 4));
  }

  private Object value(String name, long now) {
    return switch (name) {
      case "amount" -> random.nextInt(100_000) / 100.0;
      case "pieces" -> (long) random.nextInt(-2, 20);
      case "vip" -> random.nextBoolean();
      case "seen" -> Instant.ofEpochMilli(now - random.nextInt(10_000_000));
      case "tags" -> random.ints(random.nextInt(4), 0, 6).mapToObj(i -> "t" + i).toList();
      default -> Map.of("fit", random.nextInt(50) / 10.0, "look", 1.0);
    };
  }

  private static String json(Object value) {
    if (value instanceof Instant instant) {
      return "\"" + Timestamps.format(instant) + "\"";
    } else if (value instanceof List<?> list) {
      StringJoiner json = new StringJoiner(",", "[", "]");
      list.forEach(element -> json.add("\"" + element + "\""));
      return json.toString();
    } else if (value instanceof Map<?, ?> map) {
      StringJoiner json = new StringJoiner(",", "{", "}");
      map.forEach((key, number) -> json.add("\"" + key + "\":" + number));
      return json.toString();
    }
    return value.toString();
  }

  private static int slot(Source source, String field) {
    return source.slot(field).orElseThrow();
  }
}
