package dev.freshet.features.web;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Answers by what was asked, as far as it was asked lately: never more than twice a number of them.
 * Reading takes no lock. Thread-safe.
 *
 * <p>There are two generations. When the young one is full it becomes the old one, and what nobody
 * has asked for since goes with the one that was old before.
 */
final class Recent<K, V> {

  private final int generation;
  private final Function<K, V> answer;
  private volatile Generations<K, V> generations = new Generations<>(Map.of());

  /**
   * @param answer gives equal answers to equal questions
   * @param generation half of how many are kept
   */
  Recent(int generation, Function<K, V> answer) {
    this.generation = generation;
    this.answer = answer;
  }

  V get(K asked) {
    Generations<K, V> now = generations;
    V known = now.young().get(asked);
    if (known != null) {
      return known;
    }
    V old = now.old().get(asked);
    V value = old == null ? answer.apply(asked) : old;
    keep(asked, value);
    return value;
  }

  int size() {
    return generations.young().size() + generations.old().size();
  }

  private synchronized void keep(K asked, V value) {
    if (generations.young().size() >= generation) {
      generations = new Generations<>(generations.young());
    }
    generations.young().put(asked, value);
  }

  private record Generations<K, V>(Map<K, V> young, Map<K, V> old) {
    Generations(Map<K, V> old) {
      this(new ConcurrentHashMap<>(), old);
    }
  }
}
