package dev.freshet.features.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.expression.ExpressionCompiler.Compilation;
import dev.freshet.features.geo.Place;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import dev.freshet.features.web.QueryString;
import dev.freshet.features.web.Referrer;
import dev.freshet.features.web.Referrers;
import dev.freshet.features.web.UserAgents;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.zone.ZoneRulesProvider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContextFunctionsTest {

  private static final long SEED = 20261122;
  private static final ExpressionCompiler COMPILER =
      new ExpressionCompiler(Scope.ofEvent(Circumstances.FIELDS));

  private static Expression compile(String text) {
    Compilation compilation = COMPILER.compile(text);
    assertThat(compilation).as(text).isInstanceOf(Compilation.Compiled.class);
    return ((Compilation.Compiled) compilation).expression();
  }

  private static String fault(String text) {
    Compilation compilation = COMPILER.compile(text);
    assertThat(compilation).as(text).isInstanceOf(Compilation.Refused.class);
    List<ExpressionCompiler.Fault> faults = ((Compilation.Refused) compilation).faults();
    assertThat(faults).hasSize(1);
    return faults.get(0).column() + " " + faults.get(0).message();
  }

  @Test
  void giveWhatTheirNamesSayOverRandomEvents() {
    Map<String, Function<Circumstances, Object>> expected = new LinkedHashMap<>();
    expected.put("userAgent(event.ua).device", c -> UserAgents.loaded().of(c.ua()).device());
    expected.put("userAgent(event.ua).os", c -> UserAgents.loaded().of(c.ua()).os());
    expected.put("userAgent(event.ua).browser", c -> UserAgents.loaded().of(c.ua()).browser());
    expected.put("userAgent(event.ua).isBot", c -> UserAgents.loaded().of(c.ua()).isBot());
    expected.put("referrer(event.ref).medium", c -> orFailed(referrer(c).map(Referrer::medium)));
    expected.put("referrer(event.ref).source", c -> orFailed(referrer(c).map(Referrer::source)));
    expected.put("query(event.url, \"a\")", c -> orFailed(QueryString.first(c.url(), "a")));
    expected.put(
        "query(event.url, \"a\", event.zone)",
        c -> QueryString.first(c.url(), "a").orElse(c.zone()));
    expected.put("daypart(event.ts, event.zone)", c -> local(c, ContextFunctionsTest::daypart));
    expected.put("weekday(event.ts, event.zone)", c -> local(c, ContextFunctionsTest::weekday));
    expected.put("isWeekend(event.ts, event.zone)", c -> local(c, ContextFunctionsTest::isWeekend));
    expected.put(
        "geohash(event.lat, event.lon, 6)",
        c -> orFailed(Place.of(c.lat(), c.lon()).map(place -> place.geohash(6))));
    expected.put(
        "distanceKm(event.lat, event.lon, 10.0, 20.0)",
        c -> orFailed(Place.of(c.lat(), c.lon()).map(p -> p.distanceKm(new Place(10.0, 20.0)))));
    Random random = new Random(SEED);
    expected.forEach(
        (text, naive) -> {
          Expression expression = compile(text);
          for (int i = 0; i < 1_000; i++) {
            Circumstances event = Circumstances.random(random);
            assertThat(expression.evaluate(event.slots()))
                .as("%s of %s, seed %s", text, event, SEED)
                .isEqualTo(naive.apply(event));
          }
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "userAgent(event.ua).device",
        "has(userAgent(event.ua).device)",
        "referrer(event.ref).source",
        "query(event.url, \"a\", \"none\")",
        "daypart(event.ts, \"UTC\")",
        "weekday(timestamp(\"2026-11-22T12:00:00Z\"), event.zone)",
        "isWeekend(event.ts, event.zone)",
        "geohash(event.lat, 1.0, 5)",
        "geohash(1.0, event.lon, 5)",
        "geohash(1.0, 1.0, event.digits)",
        "distanceKm(1.0, 2.0, event.lat, 3.0)"
      })
  void failWithoutAnOperand(String text) {
    Expression expression = compile(text);
    Object[] none = new Object[Circumstances.FIELDS.size()];

    assertThat(expression.evaluate(none)).isEqualTo(Expression.FAILED);
    assertThat(compile("(" + text + ") == (" + text + ") || true").evaluate(none)).isEqualTo(true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "daypart(event.ts, \"\") == \"x\"",
        "daypart(event.ts, \"Mars\" + event.ref) == \"x\"",
        "geohash(90.0, 180.0, event.digits + 13) == \"x\"",
        "geohash(event.lat / 0.0, 0.0, 5) == \"x\"",
        "distanceKm(0.0, 0.0, 0.0, 1e300) > 0.0",
        "referrer(event.zone).medium == \"x\"",
        "query(event.zone, \"a\") == \"x\"",
      })
  void failWithoutAnAnswer(String text) {
    if (text.contains("\"\"")) {
      assertThat(fault(text)).contains("is no time zone");
    } else {
      assertThat(compile(text).evaluate(Circumstances.BERLIN.slots())).isEqualTo(Expression.FAILED);
    }
  }

  @Test
  void whatHasMembersHasThemAll() {
    assertThat(compile("has(userAgent(event.ua).isBot)").evaluate(Circumstances.BERLIN.slots()))
        .isEqualTo(true);
  }

  @Test
  void aConstantIsLookedUpOnce() {
    Expression bot = compile("userAgent(\"curl/8.4.0\").isBot && referrer(\"\").source == \"\"");

    assertThat(bot.evaluate(new Object[0])).isEqualTo(true);
  }

  @Test
  void namesTheTablesThatItRestsOn() {
    String agents = "user-agents " + UserAgents.version();
    String referrers = "referrers " + Referrers.version();
    String zones = "zones " + ZoneRulesProvider.getVersions("Europe/Berlin").lastKey();

    assertThat(compile("userAgent(event.ua).os == \"iOS\" || userAgent(event.ua).isBot").tables())
        .containsExactly(agents);
    assertThat(
            compile(
                    "isWeekend(event.ts, \"UTC\") ? referrer(event.ref).medium : userAgent(event.ua).os")
                .tables())
        .containsExactly(referrers, agents, zones);
    assertThat(compile("[event.ua].map(x, referrer(x).source)").tables())
        .containsExactly(referrers);
    assertThat(compile("daypart(event.ts, event.zone) + weekday(event.ts, \"UTC\")").tables())
        .containsExactly(zones);
    assertThat(
            compile("geohash(event.lat, event.lon, 5) + query(event.url, \"a\", event.ua)")
                .tables())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "userAgent(event.ua).isbot      | 20 userAgent(...) has no member isbot; did you mean userAgent(...).isBot?",
        "referrer(event.ref).campaign   | 20 referrer(...) has no member campaign; it has medium, source",
        "has(userAgent(event.ua).x)     | 24 userAgent(...) has no member x; it has device, os, browser, isBot",
        "userAgent(event.ua)            | 0 userAgent(...) as a whole is no value; read a member, such as userAgent(event.ua).device",
        "[referrer(event.ref)].size()   | 1 referrer(...) as a whole is no value; read a member, such as referrer(event.ref).medium",
        "{\"a\": userAgent(event.ua)}.a.os | 6 userAgent(...) as a whole is no value; read a member, such as userAgent(event.ua).device",
        "(true ? referrer(event.ref) : referrer(event.url)).medium | 6 referrer(...) as a whole is no value; read a member, such as referrer(event.ref).medium",
        "userAgent(event.ua) == userAgent(event.ua) | 0 userAgent(...) as a whole is no value; read a member, such as userAgent(event.ua).device",
        "userAgent(event.ua) + \"x\"    | 20 + does not take userAgent() and string; read a member, such as userAgent(event.ua).device",
        "userAgent(event.lat).os        | 0 userAgent cannot be given double; write userAgent(string)",
        "useragent(event.ua).os         | 0 useragent is not a function; write userAgent(event.ua).device",
        "referer(event.ref).medium      | 0 referer is not a function; write referrer(event.ref).medium",
        "daypart(event.ts)              | 0 daypart cannot be given timestamp; write daypart(timestamp, string)",
        "daypart(event.ts, \"Berlin\") == event.ua | 18 \"Berlin\" is no time zone; write one of the tz database, such as \"Europe/Berlin\", or an offset, such as \"+02:00\"",
        "geohash(event.lat, event.lon, 13) | 30 a geohash has 1 to 12 digits, not 13",
        "geohash(event.lat, event.lon, 5.0) | 0 geohash cannot be given double, double, double; write geohash(double, double, int)",
        "distance(event.lat, event.lon, 1.0, 2.0) | 0 distance is not a function; write distanceKm(lat1, lon1, lat2, lon2)",
      })
  void refuseMistakes(String text, String message) {
    assertThat(fault(text)).isEqualTo(message);
  }

  private static Object orFailed(Optional<?> value) {
    return value.isPresent() ? value.get() : Expression.FAILED;
  }

  private static Optional<Referrer> referrer(Circumstances event) {
    return Referrers.loaded().of(event.ref());
  }

  private static Object local(Circumstances event, Function<ZonedDateTime, Object> of) {
    try {
      return of.apply(event.ts().atZone(ZoneId.of(event.zone())));
    } catch (DateTimeException unknown) {
      return Expression.FAILED;
    }
  }

  private static String daypart(ZonedDateTime time) {
    int hour = time.getHour();
    if (hour < 6) {
      return "night";
    }
    return hour < 12 ? "morning" : hour < 18 ? "afternoon" : "evening";
  }

  private static String weekday(ZonedDateTime time) {
    return time.getDayOfWeek()
        .getDisplayName(TextStyle.FULL, Locale.ENGLISH)
        .toLowerCase(Locale.ENGLISH);
  }

  private static boolean isWeekend(ZonedDateTime time) {
    return time.getDayOfWeek().getValue() >= 6;
  }

  /** One event's, or one request's. */
  record Circumstances(
      String ua, String ref, String url, String zone, double lat, double lon, Instant ts) {

    static final Map<String, ValueType> FIELDS = fields();

    static final Circumstances BERLIN =
        new Circumstances(
            "curl/8.4.0", "", "?a=1", "Europe/Berlin", 52.5, 13.4, Instant.ofEpochSecond(1));

    private static final List<String> AGENTS =
        List.of(
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
            "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
            "curl/8.4.0",
            "");
    private static final List<String> URLS =
        List.of(
            "https://www.google.com/?a=1",
            "https://shop.example/?b=&a=x%20y",
            "",
            "no url",
            "?a",
            "android-app://com.whatsapp/",
            "https://www.facebook.com/#?a=2");
    private static final List<String> ZONES = List.copyOf(ZoneId.getAvailableZoneIds());

    static Circumstances random(Random random) {
      return new Circumstances(
          AGENTS.get(random.nextInt(AGENTS.size())),
          URLS.get(random.nextInt(URLS.size())),
          URLS.get(random.nextInt(URLS.size())),
          random.nextInt(20) == 0 ? "Nowhere/At" : ZONES.get(random.nextInt(ZONES.size())),
          100 * (2 * random.nextDouble() - 1),
          200 * (2 * random.nextDouble() - 1),
          Instant.ofEpochMilli((long) (4e12 * (2 * random.nextDouble() - 1))));
    }

    Object[] slots() {
      return new Object[] {ua, ref, url, zone, lat, lon, ts, 5L};
    }

    private static Map<String, ValueType> fields() {
      Map<String, ValueType> fields = new LinkedHashMap<>();
      for (String text : List.of("ua", "ref", "url", "zone")) {
        fields.put(text, Scalar.STRING);
      }
      fields.put("lat", Scalar.DOUBLE);
      fields.put("lon", Scalar.DOUBLE);
      fields.put("ts", Scalar.TIMESTAMP);
      fields.put("digits", Scalar.INT64);
      return fields;
    }
  }
}
