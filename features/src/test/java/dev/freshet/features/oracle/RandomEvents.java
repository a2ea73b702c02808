package dev.freshet.features.oracle;

import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.features.event.FieldsHash;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Seeded random events for {@link RandomRepository}'s sources: few values, so that keys collide;
 * times that tie, repeat, and stand on the edges of hops; missing and wrongly typed fields.
 */
public final class RandomEvents {

  private static final String[] KINDS = {"view", "cart", "order", "ünï", "\uD83D\uDE00", ""};
  private static final String[] AGENTS = {
    "Mozilla/5.0 (Android 14; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "curl/8.4.0",
    ""
  };
  private static final String[] LINKS = {
    "https://www.google.com/?utm_campaign=a", "https://t.co/?utm_campaign=%C3%BC+b", "", "none"
  };
  private static final String[] ZONES = {
    "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "+05:45", "Nowhere"
  };
  private static final long[] STEPS = {0, 1, 250, 999, 1_000, 4_000, 30_000, 300_000, 1_800_000};

  private final Random random;
  private final List<Made> made = new ArrayList<>();

  public RandomEvents(Random random) {
    this.random = random;
  }

  /**
   * One event.
   *
   * @param fields what its JSON object holds by the path of a member, timestamps as instants
   */
  public record Made(String id, long timestamp, Map<String, Object> fields) {

    /** The event as its source's decoder should see it. */
    public Event event(Source source) {
      Object[] slots = new Object[source.fields().size()];
      for (int i = 0; i < slots.length; i++) {
        Source.Field field = source.fields().get(i);
        Object value =
            field.path().toString().equals("at")
                ? Instant.ofEpochMilli(timestamp)
                : fields.get(field.path().toString());
        slots[i] = value != null && field.type().admits(value) ? value : null;
      }
      boolean identified = source.eventId().isPresent() && id != null;
      byte[] tie = identified ? id.getBytes(StandardCharsets.UTF_8) : FieldsHash.of(slots);
      return new Event(timestamp, identified, tie, slots);
    }
  }

  /**
   * The next event, somewhere before or, rarely and by less than a minute, after the clock;
   * sometimes one that was there before.
   *
   * @param reachMillis how far back times go
   */
  public Made next(long clock, long reachMillis) {
    if (!made.isEmpty() && random.nextInt(8) == 0) {
      return made.get(made.size() - 1 - random.nextInt(Math.min(made.size(), 20)));
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    put(fields, "user_id", "u" + random.nextInt(4));
    put(fields, "item_id", (long) random.nextInt(4));
    put(fields, "kind", KINDS[random.nextInt(KINDS.length)]);
    put(fields, "more.note", random.nextBoolean() ? "n" + random.nextInt(3) : "x");
    put(fields, "tags", tags());
    put(
        fields,
        "price",
        random.nextInt(10) == 0 ? 1e9 * random.nextGaussian() : random.nextInt(5000) / 100.0);
    put(fields, "quantity", (long) random.nextInt(-3, 10));
    put(fields, "flag", random.nextBoolean());
    put(fields, "seen", Instant.ofEpochMilli(clock - random.nextInt(1_000_000)));
    put(fields, "agent", AGENTS[random.nextInt(AGENTS.length)]);
    put(fields, "link", LINKS[random.nextInt(LINKS.length)]);
    put(fields, "zone", ZONES[random.nextInt(ZONES.length)]);
    put(fields, "lat", 95 * (2 * random.nextDouble() - 1));
    put(fields, "lon", 190 * (2 * random.nextDouble() - 1));
    Made next =
        new Made(
            random.nextInt(12) == 0
                ? null
                : "e" + made.size() + (random.nextInt(9) == 0 ? "é" : ""),
            timestamp(clock, reachMillis),
            fields);
    made.add(next);
    return next;
  }

  private long timestamp(long clock, long reachMillis) {
    long timestamp = clock - 1 - (long) (reachMillis * Math.pow(random.nextDouble(), 6));
    return switch (random.nextInt(6)) {
      case 0 -> {
        long step = STEPS[1 + random.nextInt(STEPS.length - 1)];
        yield Math.floorDiv(timestamp, step) * step - (random.nextInt(3) == 0 ? 1 : 0);
      }
      case 1 -> made.isEmpty() ? timestamp : made.get(made.size() - 1).timestamp();
      case 2 -> random.nextInt(4) == 0 ? clock + random.nextInt(59_000) : timestamp;
      default -> timestamp;
    };
  }

  private List<Object> tags() {
    List<Object> tags = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      tags.add("t" + random.nextInt(5));
    }
    return tags;
  }

  /** Puts a value, mostly; else nothing, or a value of another type. */
  private void put(Map<String, Object> fields, String path, Object value) {
    switch (random.nextInt(25)) {
      case 0 -> {}
      case 1 -> fields.put(path, value instanceof String ? (Object) 7L : "seven");
      default -> fields.put(path, value);
    }
  }

  /** The members as a tree: a member {@code more.note} is {@code note} in {@code more}. */
  public static Map<String, Object> tree(Map<String, Object> fields) {
    Map<String, Object> tree = new TreeMap<>();
    fields.forEach(
        (path, value) -> {
          int dot = path.indexOf('.');
          if (dot < 0) {
            tree.put(path, value);
          } else {
            tree.put(path.substring(0, dot), Map.of(path.substring(dot + 1), value));
          }
        });
    return tree;
  }
}
