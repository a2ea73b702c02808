package dev.freshet.features.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of the language: broken once in a valid repository, it gives one problem. */
class MistakesTest {

  private static final String VIEWS =
      "{name: views, aggregation: count, where: event.type == \"view\", windows: [1h, lifetime]}";

  private static final String FIELDS =
      Shop.YAML.substring(Shop.YAML.indexOf("    fields:"), Shop.YAML.indexOf("\nentities:"));

  @TempDir Path folder;

  @Test
  void aProblemSaysWhatIsWrongWhereAndHowToMendIt() {
    List<Problem> problems = new Shop(folder).edited("5m, 1h, 1d", "90x, 1h, 1d").problems();

    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly(
            "shop.yaml:29: feature_views.user_activity.features.views.windows[0]: \"90x\" is not a"
                + " duration; write a positive whole number and one of s m h d, such as 90m");
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsOneProblem(Mistake mistake) {
    Shop shop = new Shop(folder).with(Shop.FILE, mistake.yaml());

    List<Problem> problems = shop.problems();

    assertThat(problems).hasSize(1);
    Problem problem = problems.get(0);
    assertThat(problem.file()).isEqualTo(Shop.FILE);
    assertThat(problem.line()).as(problem.toString()).isEqualTo(mistake.line());
    assertThat(problem.message()).contains(mistake.message());
  }

  @Test
  void aMistakeThatShowsAtManyPlacesIsOneProblem() {
    assertThat(new Shop(folder).edited("category: string", "kategory: string").problems())
        .extracting(Problem::toString)
        .singleElement()
        .asString()
        .startsWith("shop.yaml:32: feature_views.user_activity.features.last_category.value: ")
        .contains("kategory")
        .endsWith(" (also at shop.yaml:34)");
    assertThat(new Shop(folder).edited("item_id: string", "itm_id: string").problems())
        .extracting(Problem::toString)
        .singleElement()
        .asString()
        .startsWith("shop.yaml:33: ")
        .endsWith(" (also at shop.yaml:20, shop.yaml:21)");
    assertThat(new Shop(folder).edited("name: interactions", "name: events").problems())
        .extracting(Problem::message)
        .containsExactly(
            "there is no source \"interactions\"; known: events (also at shop.yaml:39)");
  }

  @Test
  void aFolderWithoutYamlIsOneProblem() {
    String name = folder.toString();

    assertThat(new Shop(folder).with("shop.yml", Shop.YAML).problems())
        .extracting(Problem::toString)
        .containsExactly(
            name + ": has no *.yaml files, and these make a repository; rename its *.yml files");
    assertThat(new Shop(folder.resolve("none")).problems())
        .extracting(Problem::toString)
        .containsExactly(name + "/none: does not exist; name a folder of *.yaml files");
    assertThat(new Shop(folder.resolve("shop.yml")).problems())
        .extracting(Problem::toString)
        .containsExactly(
            name
                + "/shop.yml: is a file; a repository is a folder of *.yaml files: name the"
                + " folder");
  }

  static Stream<Named<Mistake>> mistakes() {
    return Stream.of(
            repository(),
            sources(),
            fields(),
            entities(),
            views(),
            features(),
            options(),
            services())
        .flatMap(mistakes -> mistakes)
        .map(
            mistake -> Named.of(mistake.to().strip() + " -> " + mistake.message().get(0), mistake));
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

  private static Stream<Mistake> views() {
    return Stream.of(
        new Mistake(
            "entity: user\n",
            "entity: usr\n",
            "there is no entity \"usr\"; did you mean \"user\"?"),
        new Mistake(
            "entity: user\n",
            "entity: shopper\n",
            "there is no entity \"shopper\"; known: user, item, user_item"),
        new Mistake(
            "entity: item\n    source: interactions",
            "entity: item\n    source: interaction",
            39,
            "there is no source \"interaction\"; did you mean \"interactions\"?"),
        new Mistake("ttl: 90d", "ttl: 90", "\"90\" is not a duration", "such as 90s"),
        new Mistake("ttl: 90d", "tll: 90d", "\"tll\" is no key of a feature view", "mean \"ttl\"?"),
        new Mistake(
            "event.type != \"heartbeat\"",
            "event.type",
            "\"event.type\" is of type string; it must be of type bool"),
        new Mistake("event.type != \"heartbeat\"", "event.typ != \"heartbeat\"", "typ"),
        new Mistake("event.type != \"heartbeat\"", "!event.type", "in quotes"),
        new Mistake(
            "    features:\n      - " + VIEWS,
            "    features:\n      - "
                + VIEWS
                + "\n  - name: user_activity\n    entity: item\n    source: interactions\n    features:\n      - "
                + VIEWS,
            43,
            "there is already a feature view \"user_activity\""),
        new Mistake(
            "    ttl: 90d\n    features:\n      - " + VIEWS,
            "    ttl: 90d",
            37,
            "must have the key \"features\""),
        new Mistake("- " + VIEWS, "[]", 42, "a list is empty"));
  }

  private static Stream<Mistake> features() {
    return Stream.of(
        feature(
            "{name: x, aggregation: cuont}",
            "there is no aggregation \"cuont\"; did you mean \"count\"?"),
        feature(
            "{name: x, aggregation: zzz}", "there is no aggregation \"zzz\"; known: count, sum"),
        feature("{name: x}", "a feature must have the key \"aggregation\""),
        feature("{name: x, agregation: count}", "mean \"aggregation\"?"),
        feature("{name: x, agg: count}", "\"agg\" is no key of a feature"),
        feature("{aggregation: count}", "must have the key \"name\""),
        feature("{name: 1st, aggregation: count}", "\"1st\" is not a name", "_1st"),
        feature("{name: x, aggregation: count, color: red}", "\"color\" is no key of a feature"),
        feature(
            "{name: x, aggregation: count, window: 5m}",
            "\"window\" is no key of a feature; did you mean \"windows\"?"),
        feature("{name: x, aggregation: count, windows: 5m}", "\"5m\" is not a list", "[5m]"),
        feature("{name: x, aggregation: count, windows: []}", "a list is empty"),
        feature(
            "{name: x, aggregation: count, windows: [5m, 300s]}",
            "\"300s\" is the same window as \"5m\""),
        feature(
            "{name: x, aggregation: count, windows: [5m, 5m]}",
            "\"5m\" is the same window as \"5m\""),
        feature("{name: x, aggregation: count, windows: [lifetime, lifetime]}", "the same window"),
        feature(
            "{name: x, aggregation: count, windows: [300]}", "\"300\" is not a duration", "300s"),
        feature(
            "{name: x, aggregation: count, windows: [forever]}", "\"forever\" is not a duration"),
        feature(
            "{name: views, aggregation: count, windows: [9d]}",
            "there is already a feature \"views\""),
        feature("{name: views_1h, aggregation: count}", "there is already a feature \"views_1h\""),
        feature(
            "{name: x, aggregation: count, value: event.price}",
            "\"value\" does not go with count"),
        feature("{name: x, aggregation: sum}", "sum takes int64 or double and has no value"),
        feature(
            "{name: x, aggregation: sum, value: event.type}",
            "\"event.type\" is of type string; sum takes int64 or double"),
        feature("{name: x, aggregation: sum, value: event.prise}", "prise"),
        feature("{name: x, aggregation: sum, value: }", "nothing is not an expression"),
        feature("{name: x, aggregation: avg, value: [1]}", "a list is not an expression"),
        feature(
            "{name: x, aggregation: max, value: event.ts}",
            "is of type timestamp; max takes int64 or double"),
        feature(
            "{name: x, aggregation: last_distinct_k, k: 5, value: event.price}",
            "last_distinct_k takes string or int64"),
        feature(
            "{name: x, aggregation: histogram, value: event.quantity}",
            "histogram takes string or list<string>"),
        feature(
            "{name: x, aggregation: top_k, k: 5, value: event.price}",
            "top_k takes string or int64 or list<string>"),
        feature("{name: x, aggregation: count, where: event.price}", "it must be of type bool"),
        feature(
            "{name: x, aggregation: count, by: event.quantity}",
            "is of type int64; it must be of type string or list<string>"),
        feature(
            "{name: x, aggregation: stddev, value: event.price, by: event.type}",
            "\"by\" does not go with stddev; it goes with count, sum, avg, min, max, last, decayed_sum"),
        feature(
            "{name: x, aggregation: time_since_last, windows: [1h]}",
            "\"windows\" does not go with time_since_last"),
        feature(
            "{name: x, aggregation: decayed_sum, value: 1.0, half_life: 1d, windows: [1h]}",
            "\"windows\" does not go with decayed_sum"),
        feature("just_a_name", "\"just_a_name\" is not a feature"));
  }

  private static Stream<Mistake> options() {
    return Stream.of(
        feature(
            "{name: x, aggregation: last_k, value: event.type}",
            "last_k must have \"k\", which is missing"),
        feature(
            "{name: x, aggregation: last_k, value: event.type, k: 0}",
            "\"0\" is not a whole number from 1 to 1000"),
        feature("{name: x, aggregation: last_k, value: event.type, k: 1001}", "from 1 to 1000"),
        feature("{name: x, aggregation: last_k, value: event.type, k: 2.5}", "from 1 to 1000"),
        feature("{name: x, aggregation: first_k, value: event.type, k: ten}", "from 1 to 1000"),
        feature(
            "{name: x, aggregation: count, k: 5}",
            "\"k\" does not go with count; it goes with last_k, first_k, last_distinct_k, top_k"),
        feature("{name: x, aggregation: quantile, value: event.price}", "quantile must have \"q\""),
        feature(
            "{name: x, aggregation: quantile, value: event.price, q: 95}",
            "\"95\" is not a number from 0 to 1"),
        feature("{name: x, aggregation: quantile, value: event.price, q: -0.5}", "from 0 to 1"),
        feature("{name: x, aggregation: quantile, value: event.price, q: .nan}", "from 0 to 1"),
        feature(
            "{name: x, aggregation: avg, value: event.price, q: 0.5}",
            "\"q\" does not go with avg; it goes with quantile"),
        feature(
            "{name: x, aggregation: decayed_sum, value: 1.0}",
            "decayed_sum must have \"half_life\""),
        feature(
            "{name: x, aggregation: decayed_sum, value: 1.0, half_life: 7}",
            "\"7\" is not a duration"),
        feature(
            "{name: x, aggregation: sum, value: 1.0, half_life: 7d}",
            "\"half_life\" does not go with sum"),
        feature(
            "{name: x, aggregation: count, max_keys: 5}",
            "\"max_keys\" does not go with count; it bounds the keys of by, top_k and histogram"),
        feature(
            "{name: x, aggregation: count, by: event.type, max_keys: 0}",
            "\"0\" is not a whole number from 1 to 10000"),
        feature(
            "{name: x, aggregation: histogram, value: event.type, max_keys: many}",
            "\"many\" is not a whole number"));
  }

  private static Stream<Mistake> services() {
    return Stream.of(
        service(
            "[user_activty]",
            "there is no feature view \"user_activty\"; did you mean \"user_activity\"?"),
        service(
            "[user_activity:viws_5m]",
            "names no feature of the view \"user_activity\"; did you mean \"user_activity:views_5m\"?"),
        service(
            "[user_activity:views]",
            "it has one per window: views_5m, views_1h, views_1d, views_7d"),
        service("[user_activity:views_2h]", "names no feature of the view"),
        service(
            "[user_activity:carts, user_activity]",
            "which \"user_activity:carts\" in line 46 brings already"),
        service("[user_activity, user_activity]", "brings already"),
        service("[user_activity: carts]", "write \"user_activity:carts\", without the blank"),
        service("[]", "a list is empty"),
        service("[[carts]]", "a list is not a view or view:feature"),
        service("user_activity", "\"user_activity\" is not a list"),
        new Mistake("name: homepage", "name: home page", "\"home page\" is not a name"),
        new Mistake(
            "  - name: homepage",
            "  - name: homepage\n    features: [item_stats]\n  - name: homepage",
            47,
            "there is already a feature service \"homepage\""));
  }

  private static Mistake feature(String feature, String... message) {
    return new Mistake("- " + VIEWS, "- " + VIEWS + "\n      - " + feature, 43, message);
  }

  private static Mistake service(String features, String... message) {
    return new Mistake("[user_activity, item_stats:views_1h]", features, message);
  }

  /**
   * One text in place of another, which stands once in the valid repository.
   *
   * @param line that of the problem
   * @param message parts of the problem's message
   */
  record Mistake(String from, String to, int line, List<String> message) {

    Mistake(String from, String to, String... message) {
      this(from, to, lineOf(from), List.of(message));
    }

    Mistake(String from, String to, int line, String... message) {
      this(from, to, line, List.of(message));
    }

    String yaml() {
      return Shop.edit(Shop.YAML, from, to);
    }

    private static int lineOf(String from) {
      int at = Shop.YAML.indexOf(from);
      long breaks = Shop.YAML.substring(0, Math.max(0, at)).chars().filter(c -> c == '\n').count();
      return 1 + (int) breaks;
    }
  }
}
