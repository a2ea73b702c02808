package dev.freshet.infra.shop;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * All people who ever come, some far more often than others: {@code u1} the most often. Who they
 * are depends on the seed and their number only. Not thread-safe.
 */
final class Population {

  private static final double FREQUENCY = 0.6;

  private final long seed;
  private final int size;
  private final Zipf frequency;
  private final Map<Integer, Visitor> met = new HashMap<>();
  private final Set<String> present = new HashSet<>();

  Population(long seed, int size) {
    this.seed = seed;
    this.size = size;
    this.frequency = new Zipf(size, FREQUENCY);
  }

  /** The same people, for another thread. */
  Population again() {
    return new Population(seed, size);
  }

  /** Somebody who is not in the shop, and whose hour it is; they are from now on. */
  Visitor enter(long now, SplittableRandom random) {
    while (true) {
      Visitor visitor = visitor(frequency.draw(random) + 1);
      if (!present.contains(visitor.id()) && random.nextDouble() < visitor.rhythm().at(now)) {
        present.add(visitor.id());
        return visitor;
      }
    }
  }

  void leave(Visitor visitor) {
    present.remove(visitor.id());
  }

  /** The person of that id; empty if it is nobody's. */
  Optional<Visitor> visitor(String id) {
    int number = Integer.parseInt(id.substring(1));
    return number <= size ? Optional.of(visitor(number)) : Optional.empty();
  }

  private Visitor visitor(int number) {
    return met.computeIfAbsent(
        number, n -> Visitor.person("u" + n, new SplittableRandom(seed * 0x9E3779B97F4A7C15L + n)));
  }
}
