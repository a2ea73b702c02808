package dev.freshet.pipelines.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keys that are due within seconds: a ring of slots of a tenth of a second each. Adding costs a
 * list append. Not thread-safe.
 */
final class Wheel {

  private static final long SLOT_MILLIS = 100;
  private static final int SLOTS = 64;

  private final List<List<String>> slots = new ArrayList<>();
  private long turned;

  /**
   * An empty wheel.
   *
   * @param now epoch milliseconds
   */
  Wheel(long now) {
    for (int i = 0; i < SLOTS; i++) {
      slots.add(new ArrayList<>());
    }
    this.turned = now / SLOT_MILLIS;
  }

  /** Adds a key; one that is due later than the wheel reaches comes at its end. */
  void add(String key, long due) {
    long slot = Math.min(due / SLOT_MILLIS + 1, turned + SLOTS - 1);
    slots.get((int) (Math.max(slot, turned + 1) % SLOTS)).add(key);
  }

  /** Takes out every key that is due. */
  void turn(long now, Consumer<String> due) {
    long until = now / SLOT_MILLIS;
    List<String> passed = new ArrayList<>();
    for (int i = 0; turned < until && i < SLOTS; i++) {
      List<String> slot = slots.get((int) (++turned % SLOTS));
      passed.addAll(slot);
      slot.clear();
    }
    turned = Math.max(turned, until);
    passed.forEach(due);
  }
}
