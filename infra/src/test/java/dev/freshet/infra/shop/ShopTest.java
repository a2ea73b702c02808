package dev.freshet.infra.shop;

import static dev.freshet.infra.shop.Collected.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShopTest {

  private static final int RATE = 200;
  private static final Duration SPAN = Duration.ofMinutes(8);

  @Test
  void sendsItsRecordsInOrderAndAtThePaceAskedFor() {
    Shop shop = Shop.open(plan(1, NOON));

    List<ShopRecord> records = Collected.records(shop, Duration.ofSeconds(10));

    assertThat(records).hasSize(10 * RATE);
    assertThat(records).isSortedAccordingTo((a, b) -> Long.compare(a.dueNanos(), b.dueNanos()));
    assertThat(records.get(5 * RATE).dueNanos()).isBetween(5_000_000_000L, 5_005_000_000L);
  }

  @Test
  void sendsTheSameByTheSamePlanAndSomethingElseByAnother() {
    List<String> first = texts(Shop.open(plan(7, NOON)));
    List<String> again = texts(Shop.open(plan(7, NOON)));
    List<String> otherSeed = texts(Shop.open(plan(8, NOON)));

    assertThat(again).isEqualTo(first);
    assertThat(otherSeed).doesNotContainAnyElementsOf(first.subList(0, 100));
  }

  @Test
  void sendsEachKindAsOftenAsStated() {
    long seed = 3;
    Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    List<ShopRecord> records = Collected.records(Shop.open(plan(seed, NOON)), SPAN);
    records.forEach(record -> counts.merge(record.kind(), 1, Integer::sum));

    Map<Kind, Double> stated = new EnumMap<>(Kind.class);
    stated.put(Kind.LATE, 0.02);
    stated.put(Kind.REPEATED, 0.01);
    stated.put(Kind.MISTYPED, 0.002);
    stated.put(Kind.UNKEYED, 0.005);
    stated.put(Kind.NOT_JSON, 0.005 * 0.3);
    stated.put(Kind.NO_TIME, 0.005 * 0.2);
    stated.put(Kind.INVALID_UTF8, 0.005 * 0.2);
    stated.put(Kind.TOO_DEEP, 0.005 * 0.14);
    stated.put(Kind.TOO_FAR_AHEAD, 0.005 * 0.15);
    stated.put(Kind.TOO_LARGE, 0.005 * 0.01);
    stated.forEach(
        (kind, share) -> {
          double expected = share * records.size();
          double deviation = Math.sqrt(expected);
          // Repeats of the last seconds are still to come.
          double missing = kind == Kind.REPEATED ? 0.02 * expected : 0;
          assertThat((double) counts.getOrDefault(kind, 0))
              .as("%s of %d records, seed %d", kind, records.size(), seed)
              .isBetween(expected - 5 * deviation - missing, expected + 5 * deviation);
        });
  }

  @Test
  void showsItsVisitorsTastesInWhatTheyView() {
    long seed = 5;
    Shop shop = Shop.open(plan(seed, NOON));
    Map<String, Map<String, Integer>> views = new TreeMap<>();
    for (Collected.Seen seen : Collected.events(Collected.records(shop, SPAN))) {
      Optional<String> user = seen.record().person();
      if (seen.is(Action.VIEW) && user.isPresent()) {
        views
            .computeIfAbsent(user.get(), u -> new HashMap<>())
            .merge(seen.text("category"), 1, Integer::sum);
      }
    }
    views.values().removeIf(counts -> counts.values().stream().mapToInt(n -> n).sum() < 30);
    List<String> users = List.copyOf(views.keySet());
    double own = 0;
    double others = 0;
    for (int i = 0; i < users.size(); i++) {
      Map<String, Integer> counts = views.get(users.get(i));
      String other = users.get((i + 1) % users.size());
      own += likeness(shop.visitor(users.get(i)).orElseThrow(), counts) / users.size();
      others += likeness(shop.visitor(other).orElseThrow(), counts) / users.size();
    }

    assertThat(views.size()).as("visitors with 30 views, seed %d", seed).isGreaterThan(100);
    assertThat(own).as("likeness to own tastes, seed %d", seed).isGreaterThan(0.6);
    assertThat(others).as("likeness to another's tastes, seed %d", seed).isLessThan(0.4);
  }

  @Test
  void hasADailyRhythm() {
    double tokyoEvening = japanese(Instant.parse("2026-11-22T11:30:00Z"));
    double tokyoNight = japanese(Instant.parse("2026-11-22T19:00:00Z"));

    assertThat(tokyoEvening).isGreaterThan(3 * tokyoNight);
  }

  @Test
  void hasAFewBotsThatReadTheCatalogInOrder() {
    Shop shop = Shop.open(plan(2, NOON));
    List<Collected.Seen> events = Collected.events(Collected.records(shop, SPAN));

    List<Collected.Seen> ofBots =
        events.stream()
            .filter(seen -> !seen.text("user_id").isEmpty())
            .filter(seen -> seen.record().person().isEmpty())
            .toList();

    assertThat((double) ofBots.size() / events.size()).isBetween(0.02, 0.045);
    assertThat(ofBots)
        .allMatch(seen -> seen.is(Action.VIEW))
        .allMatch(seen -> seen.text("dwell_seconds").equals("0.0"));
    String bot = ofBots.get(0).text("user_id");
    List<Integer> numbers =
        ofBots.stream()
            .filter(seen -> seen.text("user_id").equals(bot))
            .limit(50)
            .map(seen -> Integer.parseInt(seen.text("item_id").substring(1)))
            .toList();
    long inOrder =
        IntStream.range(1, numbers.size())
            .filter(i -> (numbers.get(i) - numbers.get(i - 1) + Catalog.ITEMS) % Catalog.ITEMS <= 2)
            .count();
    assertThat(inOrder).isGreaterThan(45);
  }

  @Test
  void sellsMostOfAFewItems() {
    Map<String, Integer> views = new HashMap<>();
    for (Collected.Seen seen :
        Collected.events(Collected.records(Shop.open(plan(4, NOON)), SPAN))) {
      if (seen.is(Action.VIEW)) {
        views.merge(seen.text("item_id"), 1, Integer::sum);
      }
    }
    int all = views.values().stream().mapToInt(Integer::intValue).sum();
    int top =
        views.values().stream()
            .sorted((a, b) -> b - a)
            .limit(Catalog.ITEMS / 10)
            .mapToInt(Integer::intValue)
            .sum();

    assertThat((double) top / all).isBetween(0.4, 0.8);
  }

  @Test
  void putsOffWhatIsToComeForASenderThatCannotKeepUp() {
    Shop shop = Shop.open(plan(1, NOON));
    Shop slower = Shop.open(plan(1, NOON));
    for (int i = 0; i < RATE; i++) {
      shop.next();
      slower.next();
    }

    slower.slip(Duration.ofSeconds(10));

    assertThat(slower.next().dueNanos()).isEqualTo(shop.next().dueNanos() + 10_000_000_000L);
  }

  @Test
  void refusesPlansThatCannotBe() {
    assertThatThrownBy(() -> new ShopPlan(1, NOON, 0, Shares.USUAL))
        .hasMessageContaining("not 0.0");
    assertThatThrownBy(() -> new Shares(0.5, 0.3, 0, 0, 0)).hasMessageContaining("on time");
  }

  private static ShopPlan plan(long seed, Instant opening) {
    return new ShopPlan(seed, opening, RATE, Shares.USUAL);
  }

  private static List<String> texts(Shop shop) {
    return Collected.records(shop, Duration.ofSeconds(5)).stream()
        .map(
            record -> record.dueNanos() + record.key().toString() + Arrays.hashCode(record.value()))
        .toList();
  }

  private static double japanese(Instant opening) {
    List<ShopRecord> records =
        Collected.records(Shop.open(plan(6, opening)), Duration.ofSeconds(30));
    return Collected.events(records).stream()
            .filter(seen -> seen.text("country").equals("JP"))
            .count()
        / (double) records.size();
  }

  /** The cosine between somebody's tastes and counts by category. */
  private static double likeness(Visitor visitor, Map<String, Integer> counts) {
    double product = 0;
    double tastes = 0;
    double views = 0;
    for (Category category : Category.ALL) {
      double taste = visitor.tastes().share(category);
      int count = counts.getOrDefault(category.name(), 0);
      product += taste * count;
      tastes += taste * taste;
      views += (double) count * count;
    }
    return product / Math.sqrt(tastes * views);
  }
}
