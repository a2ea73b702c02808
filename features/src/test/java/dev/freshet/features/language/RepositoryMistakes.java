package dev.freshet.features.language;

import java.util.stream.Stream;

/** What can be wrong with a repository but for its views: with sources, fields, entities. */
final class RepositoryMistakes {

  private static final String FIELDS =
      Shop.YAML.substring(Shop.YAML.indexOf("    fields:"), Shop.YAML.indexOf("\nentities:"));

  private RepositoryMistakes() {}

  static Stream<Mistake> all() {
    return Stream.of(repository(), sources(), pairs(), fields(), entities())
        .flatMap(mistakes -> mistakes);
  }

  private static Stream<Mistake> repository() {
    return Stream.of(
        new Mistake("project: shop\n", "", 1, "has no project", "add project: NAME"),
        new Mistake("project: shop", "project: my shop", "\"my shop\" is no name of a project"),
        new Mistake("project: shop", "project: [shop]", "a list is not the name of the project"),
        new Mistake("project: shop", "project:", "nothing is not the name of the project"),
        new Mistake("project: shop", "projct: shop", "\"projct\" is no key", "mean \"project\"?"),
        new Mistake(
            "project: shop",
            "project: shop\ncolour: red",
            2,
            "\"colour\" is no key of a repository"),
        new Mistake(
            "project: shop",
            "project: shop\nproject: shop",
            2,
            "stands here twice, first in line 1"),
        new Mistake("project: shop", "project: shop\n[a]: b", 2, "a list or mapping is no key"),
        new Mistake(
            "project: shop",
            "project: shop\n---\nproject: shop2",
            3,
            "another project than \"shop\" at shop.yaml:1"),
        new Mistake(
            "  # a whole view, or view:feature\n", "\n---\n- a", 48, "a list is not a repository"),
        new Mistake("project: shop", "project: \"shop", 27, "is not YAML", "quote an expression"),
        new Mistake("project: shop", "project: shop \u0007", "U+0007 must not stand in YAML"),
        new Mistake("project: shop", "project: shop\nmore: *x", 2, "undefined alias x"),
        new Mistake("feature_services:", "feature_servces:", "\"feature_services\"?"),
        new Mistake("entities:", "entity:", "\"entity\" is no key of a repository"),
        new Mistake(
            "feature_services:",
            "---\nsources: none\n---\nfeature_services:",
            45,
            "\"none\" is not a list"),
        new Mistake(
            "  - name: item_stats",
            "  - stats\n  - name: item_stats",
            "\"stats\" is not a feature view"));
  }

  private static Stream<Mistake> pairs() {
    return Stream.of(
        pairs("name: p, source: interactions, by: user_id, of: item_id", "within"),
        pairs(PAIRS + ", within: 30m, k: 0", "\"0\" is not a whole number from 1 to 100"),
        pairs(PAIRS + ", within: 30", "\"30\" is not a duration"),
        pairs(PAIRS + ", within: 30m, at: 3", "\"at\" is no key of pairs"),
        pairs(PAIRS + ", within: 30m, where: event.price", "it must be of type bool"),
        pairs(PAIRS.replace("p,", "interactions,") + ", within: 30m", "there is already a source"),
        pairs(
            PAIRS.replace("interactions", "interaction") + ", within: 30m",
            "there is no source \"interaction\"",
            "\"interactions\"?"),
        pairs(
            PAIRS.replace("user_id", "user") + ", within: 30m",
            "the source \"interactions\" has no field \"user\"",
            "\"user_id\"?"),
        pairs(
            PAIRS.replace("item_id", "user_id") + ", within: 30m",
            "\"user_id\" is what the events have in common"),
        pairs(
            PAIRS.replace("item_id", "price") + ", within: 30m",
            "\"price\" is of type double",
            "name a field of type string or int64"),
        pairs(
            PAIRS
                + ", within: 30m}\n  - {"
                + PAIRS.replace("p, source: interactions", "q, source: p")
                + ", within: 30m",
            "\"p\" is pairs itself"));
  }

  private static final String PAIRS = "name: p, source: interactions, by: user_id, of: item_id";

  private static Mistake pairs(String entry, String... message) {
    int line = 2 + (int) entry.chars().filter(c -> c == '\n').count();
    return new Mistake(
        "project: shop", "project: shop\npairs:\n  - {" + entry + "}", line + 1, message);
  }

  private static Stream<Mistake> sources() {
    return Stream.of(
        new Mistake(
            "name: interactions",
            "nam: interactions",
            "\"nam\" is no key of a source",
            "mean \"name\"?"),
        new Mistake(
            "name: interactions",
            "name: inter-actions",
            "\"inter-actions\" is not a name",
            "such as inter_actions"),
        new Mistake(
            "topic: shop.interactions ",
            "topic: shop/interactions ",
            "is not the name of a Kafka topic"),
        new Mistake("topic: shop.interactions ", "topic: .. ", "is not the name of a Kafka topic"),
        new Mistake("topic: shop.interactions ", "topic: " + "t".repeat(237), "at most 236"),
        new Mistake(
            "    topic: shop.interactions            # Kafka: one JSON object per record\n",
            "",
            4,
            "must have the key \"topic\""),
        new Mistake(
            "events/*.jsonl",
            "events/*.json",
            "must end in .jsonl or .csv (each also .gz) or .parquet"),
        new Mistake("events/*.jsonl", "$DATA/*.jsonl", "write variables as ${NAME}"),
        new Mistake("events/*.jsonl", "[a.jsonl]", "a list is not a path"),
        new Mistake(
            "event_time: ts", "event_time: a..b", "\"a..b\" is not a path", "no member name empty"),
        new Mistake(
            "event_time: ts",
            "event_time: {constant: 2013-01-01}",
            "\"2013-01-01\" is not an instant",
            "2013-01-01T00:00:00Z"),
        new Mistake(
            "event_time: ts", "event_time: {constnt: 2013-01-01T00:00:00Z}", "mean \"constant\"?"),
        new Mistake("event_time: ts", "event_time: {}", "must have the key \"constant\""),
        new Mistake(
            "event_time: ts",
            "timestamp: ts",
            "\"timestamp\" is no key of a source; it must have \"event_time\""),
        new Mistake("event_id: id", "event_id: [id]", "a list is not a path"),
        new Mistake(
            "event_id: id",
            "event_id: id\n    deduplicate_within: 10",
            9,
            "\"10\" is not a duration",
            "such as 10s"),
        new Mistake("event_id: id", "event_id: id\n    deduplicate_within: 1w", 9, "such as 7d"),
        new Mistake(
            "event_id: id", "event_id: id\n    max_future_skew: 0m", 9, "\"0m\" is not a duration"),
        new Mistake(
            "event_id: id",
            "event_id: id\n    max_future_skew: 1.5h",
            9,
            "\"1.5h\" is not a duration"),
        new Mistake(
            "event_id: id",
            "event_id: id\n    max_future_skew: -5m",
            9,
            "\"-5m\" is not a duration"),
        new Mistake(
            "event_id: id",
            "event_id: id\n    max_future_skew: 99999d",
            9,
            "the longest is 36500d"),
        new Mistake(
            "\nentities:",
            source("clicks", "shop.interactions") + "\nentities:",
            19,
            "\"shop.interactions\" is the topic of another source, at shop.yaml:5"),
        new Mistake(
            "\nentities:",
            source("interactions", "shop.interactions") + "\nentities:",
            18,
            "there is already a source \"interactions\", at shop.yaml:4"));
  }

  private static String source(String name, String topic) {
    return "\n  - name: %s\n    topic: %s\n    event_time: ts\n    fields: {user_id: string}\n"
        .formatted(name, topic);
  }

  private static Stream<Mistake> fields() {
    return Stream.of(
        new Mistake("price: double", "price: float", "\"float\" is not a type", "mean \"double\"?"),
        new Mistake("price: double", "price: duble", "mean \"double\"?"),
        new Mistake("price: double", "price: list<duble>", "mean \"list<double>\"?"),
        new Mistake("price: double", "price: list<list<string>>", "list<T> and map<string,T>"),
        new Mistake("price: double", "price:", "nothing is not a type"),
        new Mistake(
            "price: double",
            "price: {typ: double}",
            "\"typ\" is no key of a field",
            "mean \"type\"?"),
        new Mistake("price: double", "price: {path: a.b}", "must have the key \"type\""),
        new Mistake("price: double", "price: {type: double, path: .b}", "\".b\" is not a path"),
        new Mistake(
            "category: string",
            "category: string\n      the-age: int64",
            14,
            "\"the-age\" is not a name",
            "the_age"),
        new Mistake(
            "quantity: int64",
            "quantity: int64\n      in: string",
            16,
            "\"in\" is a keyword",
            "path: in"),
        new Mistake(
            "quantity: int64",
            "quantity: int64\n      price: double",
            16,
            "\"price\" stands here twice, first in line 14"),
        new Mistake(
            "device: {type: string, path: context.device}",
            "device: {type: map<string,double>, path: context.device}",
            "map<string,T> in quotes"),
        new Mistake(FIELDS, "    fields: {}\n", "a mapping declares no fields"));
  }

  private static Stream<Mistake> entities() {
    return Stream.of(
        new Mistake(
            "{name: item, join_keys: [item_id]}",
            "{name: item, join_keys: item_id}",
            "\"item_id\" is not a list",
            "[item_id]"),
        new Mistake(
            "{name: item, join_keys: [item_id]}", "{name: item, join_keys: []}", "a list is empty"),
        new Mistake(
            "{name: item, join_keys: [item_id]}",
            "{name: item, join_keys: [item_id, item_id]}",
            "\"item_id\" is there already"),
        new Mistake(
            "{name: item, join_keys: [item_id]}",
            "{name: item, join_key: [item_id]}",
            "mean \"join_keys\"?"),
        new Mistake(
            "{name: item, join_keys: [item_id]}",
            "{name: item, keys: [item_id]}",
            "mean \"join_keys\"?"),
        new Mistake(
            "{name: item, join_keys: [item_id]}",
            "{name: item, join_keys: [itm_id]}",
            "\"itm_id\" is no field of the source interactions",
            "mean \"item_id\"?"),
        new Mistake(
            "{name: user_item, join_keys: [user_id, item_id]}",
            "{name: user_item, join_keys: [user_id, itm_id]}",
            "\"itm_id\" is no field of any source"),
        new Mistake(
            "{name: item, join_keys: [item_id]}",
            "{name: item, join_keys: [price]}",
            "\"price\" is of type double (shop.yaml:14)",
            "string or int64"),
        new Mistake(
            "{name: item, join_keys: [item_id]}",
            "{name: item, join_keys: [item_id]}\n  - {name: user, join_keys: [item_id]}",
            21,
            "there is already an entity \"user\", at shop.yaml:19"),
        new Mistake(
            "{name: item, join_keys: [item_id]}",
            "{name: item, join_keys: [item_id], ttl: 5d}",
            "\"ttl\" is no key of an entity"));
  }
}
