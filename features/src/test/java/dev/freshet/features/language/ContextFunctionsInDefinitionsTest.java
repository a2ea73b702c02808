package dev.freshet.features.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.FeatureView;
import dev.freshet.features.definition.OnDemandFeature;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.expression.Expression;
import dev.freshet.features.web.Referrers;
import dev.freshet.features.web.UserAgents;
import java.nio.file.Path;
import java.time.Instant;
import java.time.zone.ZoneRulesProvider;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same functions in views of events and in what is computed on demand. */
class ContextFunctionsInDefinitionsTest {

  private static final long SEED = 20261122;

  private static final List<String> STRINGS =
      List.of(
          "userAgent(IN.ua).device",
          "userAgent(IN.ua).os + userAgent(IN.ua).browser",
          "userAgent(IN.ua).isBot ? \"bot\" : \"person\"",
          "referrer(IN.url).medium",
          "referrer(IN.url).source",
          "query(IN.url, \"utm_campaign\")",
          "query(IN.url, \"utm_campaign\", IN.zone)",
          "daypart(IN.at, IN.zone)",
          "weekday(IN.at, IN.zone)",
          "isWeekend(IN.at, IN.zone) ? \"weekend\" : \"workday\"",
          "geohash(IN.lat, IN.lon, 7)",
          "string(distanceKm(IN.lat, IN.lon, 52.5, 13.4))");

  private static final List<String> AGENTS =
      List.of(
          "Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0",
          "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
          "ü",
          "");
  private static final List<String> URLS =
      List.of(
          "https://www.google.com/?utm_campaign=a", "https://t.co/x?utm_campaign=%C3%BC", "", "x");
  private static final List<String> ZONES =
      List.of("Europe/Berlin", "America/New_York", "Asia/Kathmandu", "+05:45", "Nowhere");

  @TempDir Path folder;

  @Test
  void giveTheSameValueOnEitherSide() {
    Repository repository = read();
    FeatureView view = repository.view("seen").orElseThrow();
    List<OnDemandFeature> asked = repository.onDemandViews().get(0).features();
    Random random = new Random(SEED);
    for (int i = 0; i < 2_000; i++) {
      Object[] members = members(random);
      for (int n = 0; n < STRINGS.size(); n++) {
        Expression ofEvent = view.definitions().get(n).value().orElseThrow();
        OnDemandFeature onDemand = asked.get(n);
        Object[] operands =
            onDemand.context().stream()
                .map(
                    field ->
                        members[
                            List.of("ua", "url", "zone", "lat", "lon", "at").indexOf(field.name())])
                .toArray();
        Object folded = ofEvent.evaluate(members);

        assertThat(onDemand.value(operands))
            .as("%s of %s, seed %s", ofEvent.text(), List.of(members), SEED)
            .isEqualTo(folded == Expression.FAILED ? null : folded);
      }
    }
  }

  @Test
  void theVersionOfATableIsPartOfWhatAFeatureIs() {
    Repository repository = read();
    FeatureView view = repository.view("seen").orElseThrow();
    FeatureView people = repository.view("people").orElseThrow();
    String agents = "\ntable user-agents " + UserAgents.version();
    String referrers = "\ntable referrers " + Referrers.version();
    String zones = "\ntable zones " + ZoneRulesProvider.getVersions("UTC").lastKey();

    assertThat(view.definitions().get(0).canonical(view)).endsWith("\nby " + agents);
    assertThat(view.definitions().get(3).canonical(view)).endsWith("\nby " + referrers);
    assertThat(view.definitions().get(7).canonical(view)).endsWith("\nby " + zones);
    assertThat(view.definitions().get(10).canonical(view)).doesNotContain("table");
    assertThat(people.definitions().get(0).canonical(people))
        .startsWith("view people\n")
        .contains("\nttl " + agents + "\nfeature visits\n")
        .endsWith("\nby daypart(event.at, event.zone)" + zones);
  }

  @Test
  void soItIsOfOneComputedOnDemand() {
    Repository repository = read();
    List<OnDemandFeature> features = repository.onDemandViews().get(0).features();

    assertThat(features.get(0).canonical(repository))
        .isEqualTo(
            "on demand asked:f0 string\nvalue userAgent(context.ua).device\ntable user-agents "
                + UserAgents.version()
                + "\noperand ua string");
    assertThat(features.get(5).canonical(repository)).endsWith("\noperand url string");
  }

  private static Object[] members(Random random) {
    return new Object[] {
      AGENTS.get(random.nextInt(AGENTS.size())),
      URLS.get(random.nextInt(URLS.size())),
      ZONES.get(random.nextInt(ZONES.size())),
      190 * random.nextDouble() - 95,
      380 * random.nextDouble() - 190,
      Instant.ofEpochMilli((long) (2e12 * random.nextDouble()))
    };
  }

  private Repository read() {
    StringBuilder yaml =
        new StringBuilder(
            """
            project: p
            sources:
              - name: s
                topic: s
                event_time: ts
                fields: {ua: string, url: string, zone: string, lat: double, lon: double, at: timestamp, id: string}
            entities:
              - {name: e, join_keys: [id]}
            feature_views:
              - name: people
                entity: e
                source: s
                where: '!userAgent(event.ua).isBot'
                features:
                  - {name: visits, aggregation: count, by: 'daypart(event.at, event.zone)'}
              - name: seen
                entity: e
                source: s
                features:
            """);
    for (int i = 0; i < STRINGS.size(); i++) {
      yaml.append("      - {name: f%d, aggregation: last, value: '".formatted(i))
          .append(STRINGS.get(i).replace("IN.", "event."))
          .append("'}\n");
    }
    yaml.append(
        """
        on_demand_feature_views:
          - name: asked
            context: {ua: string, url: string, zone: string, lat: double, lon: double, at: timestamp}
            features:
        """);
    for (int i = 0; i < STRINGS.size(); i++) {
      yaml.append("      - {name: f%d, type: string, value: '".formatted(i))
          .append(STRINGS.get(i).replace("IN.", "context."))
          .append("'}\n");
    }
    return new Shop(folder).with("p.yaml", yaml.toString()).read();
  }
}
