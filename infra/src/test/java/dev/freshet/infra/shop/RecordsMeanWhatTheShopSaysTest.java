package dev.freshet.infra.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.Entity;
import dev.freshet.pipelines.record.Decoding;
import dev.freshet.pipelines.record.FieldMeter;
import dev.freshet.pipelines.record.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What the shop says of its records, against the job's decoder and a naive reading of the rules.
 */
class RecordsMeanWhatTheShopSaysTest {

  private static final long SEED = 21;

  /** Many of every kind but the largest. */
  private static final Shares MANY = new Shares(0.1, 0.1, 0.05, 0.05, 0.05);

  private static final Map<Kind, Refusal> REFUSALS =
      Map.of(
          Kind.NOT_JSON, Refusal.NOT_AN_OBJECT,
          Kind.NO_TIME, Refusal.NO_EVENT_TIME,
          Kind.INVALID_UTF8, Refusal.INVALID_UTF8,
          Kind.TOO_DEEP, Refusal.TOO_DEEP,
          Kind.TOO_FAR_AHEAD, Refusal.TOO_FAR_AHEAD,
          Kind.TOO_LARGE, Refusal.TOO_LARGE);

  private final List<ShopRecord> records =
      Collected.records(
          Shop.open(new ShopPlan(SEED, Collected.NOON, 200, MANY)), Duration.ofMinutes(3));

  @Test
  void malformedRecordsAreRefusedForTheReasonThatTheShopKnows() {
    Map<Kind, Integer> seen = new EnumMap<>(Kind.class);
    for (ShopRecord record : records) {
      Decoding decoding = Collected.decode(record, FieldMeter.NONE);
      if (record.kind().fate() == Fate.DEAD_LETTERED) {
        seen.merge(record.kind(), 1, Integer::sum);
        assertThat(decoding)
            .as("%s, seed %d", record.kind(), SEED)
            .isEqualTo(new Decoding.Refused(REFUSALS.get(record.kind())));
      } else {
        assertThat(decoding)
            .as("%s, seed %d", record.kind(), SEED)
            .isInstanceOf(Decoding.Decoded.class);
      }
    }
    assertThat(seen).containsOnlyKeys(REFUSALS.keySet());
  }

  @Test
  void countsAreThoseOfANaiveReadingWhateverTheOrderOfArrival() {
    Map<Fate, Integer> known = new EnumMap<>(Fate.class);
    records.forEach(record -> known.merge(record.kind().fate(), 1, Integer::sum));

    assertThat(naiveCounts(records)).isEqualTo(known);
    for (long seed = 0; seed < 5; seed++) {
      List<ShopRecord> shuffled = new ArrayList<>(records);
      Collections.shuffle(shuffled, new Random(seed));
      assertThat(naiveCounts(shuffled)).as("shuffled by seed %d", seed).isEqualTo(known);
    }
  }

  @Test
  void lateEventsAreLateByUpToTenMinutesAndRepeatsByHalfAMinute() {
    Map<Integer, Long> originals = new HashMap<>();
    for (ShopRecord record : records) {
      if (record.kind() == Kind.ON_TIME) {
        originals.put(Arrays.hashCode(record.value()), record.dueNanos());
      } else if (record.kind() == Kind.REPEATED) {
        Long sent = originals.get(Arrays.hashCode(record.value()));
        assertThat(sent).as("the original of a repeat, seed %d", SEED).isNotNull();
        assertThat(record.dueNanos() - sent).isBetween(90_000_000L, 31_000_000_000L);
      } else if (record.kind() == Kind.LATE) {
        Decoding.Decoded decoded = (Decoding.Decoded) Collected.decode(record, FieldMeter.NONE);
        long arrived = Collected.NOON.toEpochMilli() + record.dueNanos() / 1_000_000;
        // A visitor's clock may be 20 s off.
        assertThat(arrived - decoded.event().timestamp()).isBetween(-18_500L, 621_000L);
      }
    }
  }

  @Test
  void mistypedEventsHaveFieldsOfAnotherType() {
    for (ShopRecord record : records) {
      List<Integer> mistyped = new ArrayList<>();
      Collected.decode(record, mistyped::add);
      if (record.kind() == Kind.MISTYPED) {
        assertThat(mistyped).as("seed %d", SEED).hasSizeGreaterThanOrEqualTo(2);
      } else if (record.kind() != Kind.UNKEYED) {
        assertThat(mistyped).as("%s, seed %d", record.kind(), SEED).isEmpty();
      }
    }
  }

  @Test
  void everyFieldThatTheExampleDeclaresIsThere() {
    Set<String> missing = new HashSet<>(Collected.SOURCE.schema().keySet());
    for (Collected.Seen seen : Collected.events(records)) {
      missing.removeIf(field -> !seen.text(field).isEmpty());
    }
    assertThat(missing).isEmpty();
  }

  /** What an entity remembers is kept whole. */
  private static Map<Fate, Integer> naiveCounts(List<ShopRecord> records) {
    Map<Fate, Integer> counts = new EnumMap<>(Fate.class);
    Map<String, List<Collected.Seen>> byEntity = new HashMap<>();
    for (ShopRecord record : records) {
      counts.merge(naiveFate(record, byEntity), 1, Integer::sum);
    }
    return counts;
  }

  private static Fate naiveFate(ShopRecord record, Map<String, List<Collected.Seen>> byEntity) {
    if (!(Collected.decode(record, FieldMeter.NONE) instanceof Decoding.Decoded decoded)) {
      return Fate.DEAD_LETTERED;
    }
    Collected.Seen event = new Collected.Seen(record, decoded.event());
    String entity = firstEntity(event);
    if (entity.isEmpty()) {
      return Fate.UNKEYED;
    }
    List<Collected.Seen> before = byEntity.computeIfAbsent(entity, e -> new ArrayList<>());
    long newest =
        before.stream().mapToLong(e -> e.event().timestamp()).max().orElse(Long.MIN_VALUE);
    boolean repeated =
        before.stream()
            .anyMatch(
                e ->
                    e.id().equals(event.id())
                        && newest - e.event().timestamp()
                            <= Collected.SOURCE.deduplicateWithin().toMillis());
    if (repeated) {
      return Fate.REPEATED;
    }
    before.add(event);
    return Fate.FOLDED;
  }

  /** The name and the keys of the first entity, in the order of definition, that it is of. */
  private static String firstEntity(Collected.Seen event) {
    for (Entity entity : Collected.REPOSITORY.entities()) {
      List<String> keys = entity.joinKeys().stream().map(key -> event.text(key.name())).toList();
      if (keys.stream().noneMatch(String::isEmpty)) {
        return entity.name() + keys;
      }
    }
    return "";
  }
}
