package dev.freshet.features.language;

import java.util.stream.Stream;

/** What can be wrong with views, their features and options, and with services. */
final class ViewMistakes {

  private static final String VIEWS =
      "{name: views, aggregation: count, where: event.type == \"view\", windows: [1h, lifetime]}";

  private ViewMistakes() {}

  static Stream<Mistake> all() {
    return Stream.of(views(), features(), options(), services()).flatMap(mistakes -> mistakes);
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
            "{name: x, aggregation: count, windows: [5m, lifetim]}", "did you mean \"lifetime\"?"),
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
        service("[user_activity.carts]", "did you mean \"user_activity:carts\"?"),
        service("[user_activity__carts]", "did you mean \"user_activity:carts\"?"),
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
}
