package dev.freshet.infra.shop;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The shop's visitors before a shelf of items that they are shown. What nobody sees decides what
 * they click: their taste for the item's category, how its price suits them, and how far down the
 * shelf they look. Not thread-safe.
 */
public final class Onlookers {

  /** How likely the first item of a shelf is clicked, if it could not suit better. */
  private static final double BEST = 0.7;

  /** A category with this share of somebody's interest could not suit better. */
  private static final double FULL_TASTE = 0.3;

  /** Of those who look at an item, how many look at the next. */
  private static final double LOOKS_ON = 0.93;

  private final Map<String, Item> items = new HashMap<>();
  private final List<String> ids = new ArrayList<>();
  private final Population population;
  private final SplittableRandom random;

  Onlookers(Catalog catalog, Population population, long seed) {
    this.population = population;
    this.random = new SplittableRandom(seed ^ 0x5DEECE66DL);
    for (Item item : catalog.items()) {
      items.put(item.id(), item);
      ids.add(item.id());
    }
  }

  /** The ids of all goods. */
  public List<String> items() {
    return List.copyOf(ids);
  }

  /**
   * Shows somebody an item.
   *
   * @param position on the shelf, from 0
   * @param id of the event, if it is clicked
   * @return the view that follows, if it is; empty as well for an item that is none
   */
  public Optional<ShopRecord> show(
      String user, String session, String item, int position, String id, Instant at) {
    Optional<Visitor> visitor = population.visitor(user);
    Item shown = items.get(item);
    if (visitor.isEmpty()
        || shown == null
        || random.nextDouble() >= appeal(visitor.get(), shown, position)) {
      return Optional.empty();
    }
    Visit visit = new Visit(session, visitor.get(), false, visitor.get().device(), Referrer.DIRECT);
    double seconds = Lot.about(5, 0.6, random);
    byte[] value = EventJson.of(id, at.toEpochMilli(), visit, Interaction.view(shown, seconds));
    return Optional.of(
        new ShopRecord(0, Shop.TOPIC, Optional.of(user), value, Kind.ON_TIME, Optional.of(user)));
  }

  /** How likely somebody clicks an item. */
  static double appeal(Visitor visitor, Item item, int position) {
    double taste = Math.min(1, visitor.tastes().share(item.category()) / FULL_TASTE);
    return BEST * taste * visitor.fit(item) * Math.pow(LOOKS_ON, position);
  }
}
