package dev.freshet.infra.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Nobody buys what they have not put in the cart, nor puts there what they have not seen. */
class FunnelTest {

  private static final long SEED = 11;

  private final List<ShopRecord> records =
      Collected.records(
          Shop.open(new ShopPlan(SEED, Collected.NOON, 200, new Shares(0, 0, 0, 0, 0))),
          Duration.ofMinutes(6));
  private final List<Collected.Seen> events = Collected.events(records);

  @Test
  void leadsFromViewToCartToPurchaseToReturn() {
    Set<String> oldSessions = new HashSet<>();
    Set<String> viewed = new HashSet<>();
    Map<String, Integer> carts = new HashMap<>();
    Set<String> bought = new HashSet<>();
    int checkedPurchases = 0;
    int checkedReturns = 0;
    long newFrom = Collected.NOON.plusSeconds(60).toEpochMilli();
    Set<String> seenSessions = new HashSet<>();
    for (Collected.Seen seen : events) {
      String session = seen.text("session_id");
      if (seenSessions.add(session) && seen.event().timestamp() < newFrom) {
        oldSessions.add(session);
      }
      String item = session + " " + seen.text("item_id");
      String order = seen.text("order_id") + " " + seen.text("item_id");
      if (seen.is(Action.PURCHASE)) {
        bought.add(order);
      }
      if (oldSessions.contains(session)) {
        continue;
      }
      if (seen.is(Action.VIEW)) {
        viewed.add(item);
      } else if (seen.is(Action.CART)) {
        assertThat(viewed).as("cart %s, seed %d", seen.id(), SEED).contains(item);
        carts.merge(item, 1, Integer::sum);
      } else if (seen.is(Action.REMOVE_FROM_CART) || seen.is(Action.PURCHASE)) {
        assertThat(carts.merge(item, -1, Integer::sum))
            .as("%s %s, seed %d", seen.text("type"), seen.id(), SEED)
            .isNotNegative();
        checkedPurchases += seen.is(Action.PURCHASE) ? 1 : 0;
      } else if (seen.is(Action.RETURN) && isOf(order, seenSessions, oldSessions)) {
        assertThat(bought).as("return %s, seed %d", seen.id(), SEED).contains(order);
        checkedReturns++;
      }
    }
    assertThat(checkedPurchases).isGreaterThan(500);
    assertThat(checkedReturns).isPositive();
  }

  @Test
  void losesMostOnTheWay() {
    long views = count(Action.VIEW);
    long carts = count(Action.CART);
    long purchases = count(Action.PURCHASE);
    long returns = count(Action.RETURN);

    assertThat((double) views / events.size()).isBetween(0.6, 0.85);
    assertThat((double) carts / views).isBetween(0.06, 0.25);
    assertThat((double) purchases / carts).isBetween(0.3, 0.7);
    assertThat((double) returns / purchases).isBetween(0.02, 0.3);
  }

  @Test
  void keepsPeopleAtAnEvenPace() {
    Map<String, Long> last = new HashMap<>();
    long pauses = 0;
    long millis = 0;
    for (Collected.Seen seen : events) {
      Long before = last.put(seen.text("session_id"), seen.event().timestamp());
      if (before != null && !seen.text("dwell_seconds").equals("0.0")) {
        pauses++;
        millis += seen.event().timestamp() - before;
      }
    }
    double seconds = millis / 1000.0 / pauses;

    assertThat(seconds).isBetween(0.7 * Crowd.SECONDS_PER_STEP, 1.3 * Crowd.SECONDS_PER_STEP);
  }

  /** Whether the order was made in a session that was watched from its beginning. */
  private static boolean isOf(String order, Set<String> sessions, Set<String> oldSessions) {
    String session = order.substring("o-".length(), order.lastIndexOf('-'));
    return sessions.contains(session) && !oldSessions.contains(session);
  }

  private long count(Action action) {
    return events.stream().filter(seen -> seen.is(action)).count();
  }
}
