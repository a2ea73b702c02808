package dev.freshet.infra.shop;

import java.util.List;

/**
 * A category of goods.
 *
 * @param name as events say it
 * @param price the median
 * @param spread the standard deviation of the prices' logarithms
 * @param returned the share of purchases that come back
 * @param brands who makes them
 * @param queries what is asked for
 */
record Category(
    String name,
    double price,
    double spread,
    double returned,
    List<String> brands,
    List<String> queries) {

  /** The larger ones first. */
  static final List<Category> ALL =
      List.of(
          new Category(
              "clothing",
              39,
              0.6,
              0.24,
              List.of("aster", "lindqvist", "novaro"),
              List.of("linen shirt", "winter coat")),
          new Category(
              "electronics",
              189,
              0.9,
              0.08,
              List.of("voltera", "kessel", "ohmly"),
              List.of("headphones", "usb charger")),
          new Category(
              "groceries",
              4,
              0.5,
              0.004,
              List.of("feldhof", "tavola"),
              List.of("café au lait", "olive oil")),
          new Category(
              "home",
              45,
              0.8,
              0.10,
              List.of("hygge house", "lindqvist"),
              List.of("desk lamp", "grüner teppich")),
          new Category(
              "shoes",
              85,
              0.4,
              0.22,
              List.of("aster", "stride", "pampa"),
              List.of("trail shoes", "sandals")),
          new Category(
              "beauty",
              18,
              0.6,
              0.03,
              List.of("belladora", "noor"),
              List.of("sunscreen", "crème visage")),
          new Category(
              "books",
              14,
              0.4,
              0.02,
              List.of("quarto", "north press"),
              List.of("crime novel", "cookbook")),
          new Category(
              "sports",
              49,
              0.7,
              0.09,
              List.of("stride", "altitude", "pampa"),
              List.of("yoga mat", "dumbbells")),
          new Category(
              "toys",
              25,
              0.6,
              0.05,
              List.of("bricolo", "kinder & co"),
              List.of("wooden train", "jigsaw puzzle")),
          new Category(
              "garden",
              35,
              0.9,
              0.07,
              List.of("verdant", "feldhof"),
              List.of("tomato seeds", "hose")),
          new Category(
              "pets",
              16,
              0.6,
              0.02,
              List.of("pawsome", "verdant"),
              List.of("cat food", "dog leash")),
          new Category(
              "music",
              22,
              0.9,
              0.04,
              List.of("kessel", "fermata"),
              List.of("vinyl", "guitar strings")));
}
