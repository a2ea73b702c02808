package dev.freshet.infra.shop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** All goods: some categories larger than others, some items far more popular than others. */
final class Catalog {

  static final int ITEMS = 2_400;

  private static final double POPULARITY = 0.9;
  private static final double CATEGORY_SIZES = 0.5;
  private static final double NEW_SHARE = 0.1;
  private static final double SALE_SHARE = 0.15;
  private static final double ECO_SHARE = 0.2;

  private final List<Item> items = new ArrayList<>();
  private final Map<Category, Shelf> shelves = new HashMap<>();

  Catalog(SplittableRandom random) {
    Map<Category, List<Item>> byCategory = new HashMap<>();
    Zipf sizes = new Zipf(Category.ALL.size(), CATEGORY_SIZES);
    for (int i = 0; i < ITEMS; i++) {
      Category category = Category.ALL.get(sizes.draw(random));
      Item item = make("i" + (i + 1), category, random);
      items.add(item);
      byCategory.computeIfAbsent(category, c -> new ArrayList<>()).add(item);
    }
    byCategory.forEach(
        (category, all) ->
            shelves.put(category, new Shelf(List.copyOf(all), new Zipf(all.size(), POPULARITY))));
  }

  List<Item> items() {
    return items;
  }

  /** One of a category's items, a popular one more often. */
  Item draw(Category category, SplittableRandom random) {
    Shelf shelf = shelves.get(category);
    return shelf.items().get(shelf.popularity().draw(random));
  }

  private static Item make(String id, Category category, SplittableRandom random) {
    double price = category.price() * Math.exp(random.nextGaussian() * category.spread());
    // 17.99 rather than 17.63.
    long priceCents = Math.max(1, Math.round(price)) * 100 - 1;
    List<String> tags = new ArrayList<>();
    if (random.nextDouble() < NEW_SHARE) {
      tags.add("new");
    }
    if (random.nextDouble() < SALE_SHARE) {
      tags.add("sale");
    }
    if (random.nextDouble() < ECO_SHARE) {
      tags.add("eco");
    }
    String brand = category.brands().get(random.nextInt(category.brands().size()));
    return new Item(id, category, brand, priceCents, List.copyOf(tags));
  }

  /** The items of one category, the most popular first. */
  private record Shelf(List<Item> items, Zipf popularity) {}
}
