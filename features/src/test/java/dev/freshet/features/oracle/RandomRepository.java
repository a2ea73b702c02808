package dev.freshet.features.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Seeded random feature repositories, as text, over sources that all have the same fields. */
public final class RandomRepository {

  private static final String[] WINDOWS = {
    "1s", "5s", "10s", "1m", "3m", "5m", "17m", "1h", "6h", "1d", "36h", "7d", "30d", "90d"
  };
  private static final String[] CONDITIONS = {
    "event.kind == \"view\"",
    "event.kind != \"order\" && event.quantity > 0",
    "event.price >= 10.0 || event.flag",
    "has(event.price)",
    "event.kind in [\"view\", \"cart\"]",
    "size(event.note) % 2 == 0",
    "event.note.startsWith(\"n\") || event.price > 20.0",
    "!event.flag",
    "!userAgent(event.agent).isBot",
    "isWeekend(event.seen, event.zone) || referrer(event.link).medium == \"search\""
  };
  private static final String[] STRINGS = {
    "event.kind",
    "event.note",
    "event.flag ? \"on\" : event.kind",
    "event.kind + event.note",
    "daypart(event.seen, event.zone)",
    "weekday(event.seen, event.zone)",
    "userAgent(event.agent).device + userAgent(event.agent).os",
    "referrer(event.link).source",
    "query(event.link, \"utm_campaign\")",
    "geohash(event.lat, event.lon, 1)"
  };
  private static final String[] INTEGERS = {
    "event.quantity", "event.quantity * 3 - 7", "event.item_id", "size(event.tags)", "1"
  };
  private static final String[] DOUBLES = {
    "event.price",
    "event.price * double(event.quantity)",
    "1.0",
    "-event.price",
    "event.price / 3.0",
    "distanceKm(event.lat, event.lon, 52.5, 13.4)"
  };

  private final Random random;
  private final StringBuilder yaml = new StringBuilder();
  private int names;

  private RandomRepository(Random random) {
    this.random = random;
  }

  /**
   * A repository of one to three sources, three entities and some views of random features.
   *
   * @param topic what the topics' names start with
   */
  public static String yaml(Random random, String topic) {
    RandomRepository repository = new RandomRepository(random);
    repository.write(topic);
    return repository.yaml.toString();
  }

  private void write(String topic) {
    int sources = 1 + random.nextInt(3);
    yaml.append("project: p").append(random.nextInt(1000)).append("\nsources:\n");
    for (int i = 0; i < sources; i++) {
      source("source" + i, topic + i);
    }
    RandomRepository more = new RandomRepository(new Random(yaml.toString().hashCode()));
    boolean paired = more.random.nextInt(3) > 0;
    if (paired) {
      yaml.append("pairs:\n").append(more.pairs("source" + more.random.nextInt(sources)));
    }
    yaml.append("entities:\n");
    yaml.append("  - {name: user, join_keys: [user_id]}\n");
    yaml.append("  - {name: item, join_keys: [item_id]}\n");
    yaml.append("  - {name: user_item, join_keys: [user_id, item_id]}\n");
    yaml.append("  - {name: everyone, join_keys: none}\n");
    yaml.append("feature_views:\n");
    List<String> views = new ArrayList<>();
    for (String entity : List.of("user", "item", "user_item")) {
      for (int i = random.nextInt(entity.equals("user") ? 1 : 2, 3); i > 0; i--) {
        views.add(view(entity, "source" + random.nextInt(sources)));
      }
    }
    if (views.isEmpty()) {
      views.add(view("user", "source0"));
    }
    more.names = names;
    if (paired) {
      views.add(more.viewOfPairs());
      views.add(more.view("everyone", "source" + more.random.nextInt(sources)));
    }
    yaml.append(more.yaml);
    yaml.append("feature_services:\n");
    yaml.append("  - {name: all, features: ").append(views).append("}\n");
  }

  private void source(String name, String topic) {
    yaml.append("  - name: ").append(name).append('\n');
    yaml.append("    topic: ").append(topic).append('\n');
    yaml.append("    event_time: at\n");
    if (random.nextInt(4) > 0) {
      yaml.append("    event_id: id\n");
      if (random.nextBoolean()) {
        yaml.append("    deduplicate_within: ").append(pick("10m", "1h", "2d")).append('\n');
      }
    }
    yaml.append(
        """
            fields:
              user_id: string
              item_id: int64
              kind: string
              note: {type: string, path: more.note}
              tags: list<string>
              price: double
              quantity: int64
              flag: bool
              seen: timestamp
              agent: string
              link: string
              zone: string
              lat: double
              lon: double
        """);
  }

  private String pairs(String source) {
    String where = random.nextBoolean() ? "" : "where: '" + pick(CONDITIONS) + "', ";
    return "  - {name: pairs, source: %s, %sby: %s, of: item_id, within: %s}\n"
        .formatted(source, where, pick("user_id", "kind"), pick("5m", "1h", "1d"));
  }

  private String viewOfPairs() {
    String name = "view" + names++;
    yaml.append("  - name: ").append(name).append('\n');
    yaml.append("    entity: item\n    source: pairs\n    features:\n");
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      yaml.append("      - name: feature").append(names++).append('\n');
      boolean windowed = true;
      switch (random.nextInt(4)) {
        case 0 -> aggregation("top_k", "event.other_item_id", "k: 3");
        case 1 -> aggregation("last_k", "event.other_item_id", "k: 5");
        case 2 -> aggregation("count", null, "by: 'string(event.other_item_id)'");
        default -> {
          aggregation("decayed_sum", "1.0", "half_life: 1h", "by: 'string(event.other_item_id)'");
          windowed = false;
        }
      }
      if (windowed && random.nextBoolean()) {
        windows();
      }
    }
    return name;
  }

  private String view(String entity, String source) {
    String name = "view" + names++;
    yaml.append("  - name: ").append(name).append('\n');
    yaml.append("    entity: ").append(entity).append('\n');
    yaml.append("    source: ").append(source).append('\n');
    if (random.nextInt(4) == 0) {
      yaml.append("    where: '").append(pick(CONDITIONS)).append("'\n");
    }
    if (random.nextInt(4) == 0) {
      yaml.append("    ttl: ").append(pick("30m", "3h", "2d")).append('\n');
    }
    yaml.append("    features:\n");
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      feature();
    }
    return name;
  }

  private void feature() {
    yaml.append("      - name: feature").append(names++).append('\n');
    boolean windowed = true;
    switch (random.nextInt(15)) {
      case 0 -> aggregation("count", null);
      case 1 -> aggregation("sum", random.nextBoolean() ? pick(INTEGERS) : pick(DOUBLES));
      case 2 -> aggregation(pick("avg", "stddev"), pick(random.nextBoolean() ? INTEGERS : DOUBLES));
      case 3 -> aggregation(pick("min", "max"), pick(random.nextBoolean() ? INTEGERS : DOUBLES));
      case 4 -> aggregation(pick("first", "last"), scalar());
      case 5 -> aggregation(pick("last_k", "first_k"), scalar(), "k: " + (1 + random.nextInt(6)));
      case 6 -> aggregation("last_distinct_k", key(), "k: " + (1 + random.nextInt(6)));
      case 7 -> aggregation("count_distinct", random.nextBoolean() ? scalar() : "event.tags");
      case 8 -> aggregation("quantile", pick(DOUBLES), "q: " + pick("0.5", "0.25", "0.9", "1.0"));
      case 9 -> aggregation("top_k", keyOrTags(), "k: " + (1 + random.nextInt(3)));
      case 10 -> aggregation("histogram", random.nextBoolean() ? pick(STRINGS) : "event.tags");
      case 11, 12 -> windowed = byKey();
      case 13 -> {
        aggregation("decayed_sum", pick(DOUBLES), "half_life: " + pick("1h", "7d", "5m"));
        windowed = false;
      }
      default -> {
        aggregation("time_since_last", null);
        windowed = false;
      }
    }
    if (random.nextInt(3) == 0) {
      line("where: '" + pick(CONDITIONS) + "'");
    }
    if (windowed && random.nextInt(4) > 0) {
      windows();
    }
  }

  private boolean byKey() {
    boolean windowed = true;
    switch (random.nextInt(6)) {
      case 0 -> aggregation("count", null);
      case 1 -> aggregation("sum", random.nextBoolean() ? pick(INTEGERS) : pick(DOUBLES));
      case 2 -> aggregation("avg", pick(DOUBLES));
      case 3 -> aggregation(pick("min", "max"), pick(INTEGERS));
      case 4 -> aggregation("last", scalar());
      default -> {
        aggregation("decayed_sum", pick(DOUBLES), "half_life: " + pick("1h", "7d"));
        windowed = false;
      }
    }
    line("by: '" + (random.nextInt(3) == 0 ? "event.tags" : pick(STRINGS)) + "'");
    return windowed;
  }

  private void windows() {
    List<String> windows = new ArrayList<>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      String window = pick(WINDOWS);
      if (!windows.contains(window)) {
        windows.add(window);
      }
    }
    if (random.nextInt(4) == 0) {
      windows.add("lifetime");
    }
    line("windows: " + windows);
  }

  private void aggregation(String name, String value, String... options) {
    line("aggregation: " + name);
    if (value != null) {
      line("value: '" + value + "'");
    }
    for (String option : options) {
      line(option);
    }
  }

  private void line(String text) {
    yaml.append("        ").append(text).append('\n');
  }

  private String scalar() {
    return switch (random.nextInt(5)) {
      case 0 -> pick(INTEGERS);
      case 1 -> pick(DOUBLES);
      case 2 -> "event.flag";
      case 3 -> "event.seen";
      default -> pick(STRINGS);
    };
  }

  private String key() {
    return random.nextBoolean() ? pick(STRINGS) : pick(INTEGERS);
  }

  private String keyOrTags() {
    return random.nextInt(3) == 0 ? "event.tags" : key();
  }

  private String pick(String... texts) {
    return texts[random.nextInt(texts.length)];
  }
}
