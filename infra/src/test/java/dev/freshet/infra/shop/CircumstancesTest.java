package dev.freshet.infra.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.web.QueryString;
import dev.freshet.features.web.Referrer;
import dev.freshet.features.web.Referrers;
import dev.freshet.features.web.UserAgent;
import dev.freshet.features.web.UserAgents;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the shop's events say of who comes, from where and when, is what the functions tell. */
class CircumstancesTest {

  private static final long SEED = 13;

  private final List<Collected.Seen> events =
      Collected.events(
          Collected.records(
              Shop.open(new ShopPlan(SEED, Collected.NOON, 200, new Shares(0.02, 0, 0, 0, 0))),
              Duration.ofMinutes(5)));

  @Test
  void peopleAreOnTheDeviceThatTheirUserAgentTells() {
    Set<String> devices = new HashSet<>();
    for (Collected.Seen seen : events) {
      if (!isBot(seen)) {
        UserAgent agent = UserAgents.loaded().of(seen.text("user_agent"));
        devices.add(agent.device());
        assertThat(agent.device())
            .as("%s, seed %d", seen.text("user_agent"), SEED)
            .isEqualTo(seen.text("device"));
      }
    }
    assertThat(devices).containsExactlyInAnyOrder("phone", "desktop", "tablet");
  }

  @Test
  void programsSayThatTheyAre() {
    List<Collected.Seen> ofBots = events.stream().filter(CircumstancesTest::isBot).toList();

    assertThat((double) ofBots.size() / events.size()).isBetween(0.02, 0.045);
    assertThat(ofBots).allMatch(seen -> UserAgents.loaded().of(seen.text("user_agent")).isBot());
  }

  @Test
  void visitsComeFromAllKindsOfPlaces() {
    Set<String> media = new HashSet<>();
    for (Collected.Seen seen : events) {
      Optional<Referrer> referrer = Referrers.loaded().of(seen.text("referrer"));
      assertThat(referrer).as("%s, seed %d", seen.text("referrer"), SEED).isPresent();
      media.add(referrer.get().medium());
    }
    assertThat(media).containsExactlyInAnyOrder("direct", "search", "social", "email", "referral");
  }

  @Test
  void onlyTheFirstPageOfAVisitNamesACampaign() {
    Map<String, Integer> pages = new HashMap<>();
    Set<String> campaigns = new HashSet<>();
    for (Collected.Seen seen : events) {
      assertThat(URI.create(seen.text("url")).getHost()).isEqualTo("shop.example");
      int before = pages.merge(seen.text("session_id"), 1, Integer::sum) - 1;
      Optional<String> campaign = QueryString.first(seen.text("url"), "utm_campaign");
      campaign.ifPresent(campaigns::add);
      if (before > 0) {
        assertThat(campaign).as("%s, seed %d", seen.text("url"), SEED).isEmpty();
      }
    }
    assertThat(campaigns)
        .containsExactlyInAnyOrder("weekly", "winter sale", "spring looks", "brand");
  }

  @Test
  void clocksAreInTheZoneOfTheCountry() {
    for (Collected.Seen seen : events) {
      Country country = Country.valueOf(seen.text("country"));
      ZoneId zone = ZoneId.of(seen.text("zone"));
      assertThat(zone.getRules().getOffset(Collected.NOON).getTotalSeconds())
          .isEqualTo(country.hoursAhead() * 3600);
    }
  }

  private static boolean isBot(Collected.Seen seen) {
    return !seen.text("user_id").isEmpty() && seen.record().person().isEmpty();
  }
}
