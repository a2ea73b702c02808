package dev.freshet.infra.demo;

import dev.freshet.infra.shop.Fate;
import dev.freshet.infra.shop.Kind;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** How many records of each kind were sent. One thread adds, any reads. */
final class Tally {

  private final Map<Kind, LongAdder> byKind = new EnumMap<>(Kind.class);

  Tally() {
    for (Kind kind : Kind.values()) {
      byKind.put(kind, new LongAdder());
    }
  }

  void add(Kind kind) {
    byKind.get(kind).increment();
  }

  /** What is to become of them. */
  Counts counts() {
    return new Counts(
        of(Fate.FOLDED),
        of(Fate.REPEATED),
        of(Fate.TOO_LATE),
        of(Fate.UNKEYED),
        of(Fate.DEAD_LETTERED));
  }

  /** Each kind that shares a fate, for people: {@code 12 not json, 3 no time}. */
  String kinds(Fate fate) {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.fate() == fate && byKind.get(kind).sum() > 0)
        .map(kind -> byKind.get(kind).sum() + " " + Words.of(kind))
        .collect(Collectors.joining(", "));
  }

  private long of(Fate fate) {
    return byKind.entrySet().stream()
        .filter(entry -> entry.getKey().fate() == fate)
        .mapToLong(entry -> entry.getValue().sum())
        .sum();
  }
}
