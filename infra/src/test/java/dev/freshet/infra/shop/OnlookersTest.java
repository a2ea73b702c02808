package dev.freshet.infra.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OnlookersTest {

  private static final Instant OPENING = Instant.parse("2026-11-23T12:00:00Z");
  private static final ShopPlan PLAN = new ShopPlan(7, OPENING, 500, Shares.USUAL);

  @Test
  void clickWhatSuitsThemAndSayNoMoreThanAView() throws IOException {
    Onlookers onlookers = Shop.open(PLAN).onlookers();
    Optional<ShopRecord> click = Optional.empty();
    for (String item : onlookers.items()) {
      click = click.or(() -> onlookers.show("u1", "s1", item, 0, "e1", OPENING));
    }

    JsonNode event = new ObjectMapper().readTree(click.orElseThrow().value());
    assertThat(event.path("type").asText()).isEqualTo("view");
    assertThat(event.path("user_id").asText()).isEqualTo("u1");
    assertThat(event.path("session_id").asText()).isEqualTo("s1");
    assertThat(event.path("item_id").asText()).startsWith("i");
    assertThat(onlookers.show("u1", "s1", "nothing", 0, "e2", OPENING)).isEmpty();
  }

  @Test
  void clickAsOftenAsTheirHiddenTastesSay() {
    Shop shop = Shop.open(PLAN);
    Onlookers onlookers = shop.onlookers();
    Visitor visitor = shop.visitor("u3").orElseThrow();
    List<Item> items = new Catalog(new SplittableRandom(PLAN.seed()).split()).items();
    Comparator<Item> bySuiting =
        Comparator.comparingDouble(item -> Onlookers.appeal(visitor, item, 0));

    Item best = items.stream().max(bySuiting).orElseThrow();
    Item worst = items.stream().min(bySuiting).orElseThrow();
    double expected = Onlookers.appeal(visitor, best, 0);

    assertThat(expected).isGreaterThan(0.4);
    assertThat(share(onlookers, best, 0)).isBetween(expected - 0.05, expected + 0.05);
    assertThat(share(onlookers, worst, 0)).isLessThan(0.05);
    assertThat(share(onlookers, best, 7)).isLessThan(expected * 0.75);
  }

  @Test
  void areTheSamePeopleForTheSameSeed() {
    Onlookers one = Shop.open(PLAN).onlookers();
    Onlookers other = Shop.open(PLAN).onlookers();
    for (int i = 0; i < 200; i++) {
      String user = "u" + (i % 20 + 1);
      String item = one.items().get(i * 7);
      assertThat(one.show(user, "s", item, 0, "e", OPENING).isPresent())
          .isEqualTo(other.show(user, "s", item, 0, "e", OPENING).isPresent());
    }
  }

  private static double share(Onlookers onlookers, Item item, int position) {
    int shown = 3_000;
    int clicked = 0;
    for (int i = 0; i < shown; i++) {
      clicked +=
          onlookers.show("u3", "s", item.id(), position, "e" + i, OPENING).isPresent() ? 1 : 0;
    }
    return clicked / (double) shown;
  }
}
