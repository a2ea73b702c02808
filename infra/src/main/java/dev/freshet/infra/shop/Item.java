package dev.freshet.infra.shop;

import java.util.List;

/** One of the shop's goods. */
record Item(String id, Category category, String brand, long priceCents, List<String> tags) {

  /** The price as a multiple of what is usual in the category. */
  double dearness() {
    return priceCents / (category.price() * 100);
  }
}
