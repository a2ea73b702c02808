package dev.freshet.infra.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.features.type.Timestamps;
import dev.freshet.infra.whole.Answers.Answer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** A service with values of every type in every encoding, and questions about its entities. */
final class Scored {

  /** With an external view, whose server's address is {@code ${PARTNER}}. */
  static final String DEFINITIONS =
      """
      project: scored
      sources:
        - name: visits
          topic: scored.visits
          files: visits.jsonl
          event_time: at
          fields:
            user_id: string
            item_id: int64
            kind: string
            tags: list<string>
            price: double
            quantity: int64
            flag: bool
      entities:
        - {name: user, join_keys: [user_id]}
        - {name: item, join_keys: [item_id]}
      feature_views:
        - name: taste
          entity: user
          source: visits
          features:
            - {name: visits, aggregation: count, windows: [5m, 1h]}
            - {name: mean_price, aggregation: avg, value: event.price, windows: [1m, lifetime]}
            - {name: bought, aggregation: sum, where: event.flag, value: event.quantity}
            - {name: idle_seconds, aggregation: time_since_last}
            - {name: last_kind, aggregation: last, value: event.kind, windows: [5m]}
            - {name: last_item, aggregation: last, value: event.item_id}
            - {name: last_flag, aggregation: last, value: event.flag}
            - {name: first_kind, aggregation: first, value: event.kind}
            - {name: items, aggregation: last_distinct_k, k: 3, value: event.item_id, windows: [5m, lifetime]}
            - {name: kinds, aggregation: last_k, k: 5, value: event.kind, windows: [5m, lifetime]}
            - {name: tags, aggregation: histogram, value: event.tags}
            - {name: price_by_kind, aggregation: avg, value: event.price, by: event.kind, windows: [5m]}
            - {name: interest, aggregation: decayed_sum, value: 1.0, by: event.tags, half_life: 10m}
        - name: fame
          entity: item
          source: visits
          features:
            - {name: visits, aggregation: count, windows: [5m]}
            - {name: highest, aggregation: max, value: event.price}
            - {name: last_kind, aggregation: last, value: event.kind}
      external_views:
        - {name: partner, entity: user, feast: "${PARTNER}", features: {risk: double, tier: string, segments: list<string>}}
      on_demand_feature_views:
        - name: match
          context: {device: string, hour: int64}
          features:
            - {name: device, type: string, value: context.device}
            - {name: late, type: bool, value: context.hour >= 20}
            - {name: same_kind, type: bool, value: taste.last_kind_5m == fame.last_kind}
            - {name: wary, type: bool, value: partner.risk * 2.0 > 1.0 && taste.visits_1h > 0}
            - {name: dearness, type: double, value: fame.highest / taste.mean_price_lifetime}
      feature_services:
        - name: all
          features: [taste, fame, match, partner]
          encode:
            taste:last_kind_5m: {one_hot: [view, cart]}
            taste:last_item: {one_hot: [0, 1]}
            taste:first_kind: {hash: 4}
            taste:items_5m: {length: true}
            taste:items_lifetime: {one_hot: [2, 3]}
            taste:kinds_5m: {hash: 8}
            taste:kinds_lifetime: {one_hot: [view, "ünï"]}
            taste:tags: {keys: [t0, t1, nothing]}
            taste:price_by_kind_5m: {keys: [view, cart, order]}
            taste:interest: {length: true}
            fame:last_kind: {hash: 3}
            match:device: {one_hot: [phone, desktop]}
            partner:tier: {one_hot: [gold, "ünï"]}
            partner:segments: {one_hot: [b, c]}
      """;

  private Scored() {}

  /** Of somebody or nobody, about something or nothing, known or not. */
  static Map<String, Object> question(Random random, String model) {
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("device", new String[] {"phone", "tablet", null}[random.nextInt(3)]);
    context.put("hour", random.nextInt(6) == 0 ? null : (Object) random.nextInt(24));
    Map<String, Object> question = new LinkedHashMap<>();
    question.put("model", model);
    question.put(
        "entities", Map.of("user_id", "u" + random.nextInt(5), "item_id", random.nextInt(5)));
    question.put("context", context);
    if (random.nextBoolean()) {
      question.put(
          "as_of",
          Timestamps.format(
              Instant.ofEpochMilli(System.currentTimeMillis() + 2_000 + random.nextInt(240_000))));
    }
    return question;
  }

  static JsonNode ask(Answers answers, String path, Map<String, Object> question) throws Exception {
    Answer answer = answers.askPatiently(path, question);
    // Beyond the horizon of a row.
    if (answer.status() == 422 && answer.body().path("type").asText().endsWith(":beyond-horizon")) {
      question.remove("as_of");
      answer = answers.askPatiently(path, question);
    }
    assertThat(answer.status()).as(question + "\n" + answer.body()).isEqualTo(200);
    assertThat(answer.body().has("degraded")).as(question + "\n" + answer.body()).isFalse();
    return answer.body();
  }

  /**
   * A row of a spine.
   *
   * @param external what another server said, by full names of features
   */
  static Map<String, Object> row(Map<String, Object> question, String instant, JsonNode external) {
    Map<String, Object> row = new LinkedHashMap<>();
    ((Map<?, ?>) question.get("entities")).forEach((name, value) -> row.put((String) name, value));
    ((Map<?, ?>) question.get("context")).forEach((name, value) -> row.put((String) name, value));
    external.properties().forEach(e -> row.put(e.getKey().replace(":", "__"), e.getValue()));
    row.put("event_timestamp", instant);
    return row;
  }
}
