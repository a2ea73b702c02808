package dev.freshet.pipelines.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.freshet.features.row.Row;
import dev.freshet.features.row.RowVersion;
import dev.freshet.pipelines.store.MemoryStore.Stored;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every row store does. */
public abstract class RowStoreContract {

  protected static final Map<String, byte[]> FIXTURES =
      Map.of("shop::schema:1", MemoryStore.text("one"), "shop::schema:2", MemoryStore.text("two"));

  /** How well an expiry can be read: some stores tell only how long is left. */
  private static final long READ_OFF_MILLIS = 1_000;

  protected StoreMeter meter;
  protected RowStore store;

  /** A store without data. */
  protected abstract RowStore open(Map<String, byte[]> fixtures, StoreMeter meter) throws Exception;

  /** What readers find. */
  protected abstract Optional<Stored> read(String name) throws Exception;

  /** The store loses everything, and goes on. */
  protected abstract void wipe() throws Exception;

  @BeforeEach
  void openStore() throws Exception {
    meter = new StoreMeter();
    store = open(FIXTURES, meter);
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  void aRowThatIsFlushedIsThere() throws Exception {
    byte[] row = row(1, 1, 1, 1);

    store.put("shop:user:u1", row, Long.MAX_VALUE);
    store.flush();

    assertThat(read("shop:user:u1").orElseThrow().value()).isEqualTo(row);
    assertThat(meter.rowsWritten()).isEqualTo(1);
  }

  @Test
  void aRowThatIsSentIsSoonThere() throws Exception {
    byte[] row = row(1, 1, 1, 1);

    store.put("shop:user:u1", row, Long.MAX_VALUE);
    store.send();

    await(() -> stored("shop:user:u1").isPresent());
  }

  @Test
  void ofTwoRowsOfOneNameTheLaterStays() throws Exception {
    store.put("a", row(1, 1, 1, 1), Long.MAX_VALUE);
    store.put("b", row(1, 1, 1, 1), Long.MAX_VALUE);
    store.put("a", row(1, 2, 1, 1), Long.MAX_VALUE);
    store.flush();

    assertThat(read("a").orElseThrow().value()).isEqualTo(row(1, 2, 1, 1));
    assertThat(read("b").orElseThrow().value()).isEqualTo(row(1, 1, 1, 1));
  }

  @Test
  void anOlderRowIsRefusedAndAnEqualOneAdmitted() throws Exception {
    byte[] stored = row(5, 5, 5, 5);
    byte[] equal = Arrays.copyOf(stored, stored.length + 1);
    putAndFlush(stored);

    for (byte[] older :
        new byte[][] {row(4, 9, 9, 9), row(5, 4, 9, 9), row(5, 5, 4, 9), row(5, 5, 5, 4)}) {
      putAndFlush(older);
      assertThat(read("a").orElseThrow().value()).isEqualTo(stored);
    }
    putAndFlush(equal);

    assertThat(read("a").orElseThrow().value()).isEqualTo(equal);
    assertThat(meter.rowsRefused()).isEqualTo(4);
    assertThat(meter.rowsWritten()).isEqualTo(2);
  }

  @Test
  void versionsAreComparedByteByByte() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    RowVersion newest = new RowVersion(0, 0, 0, 0);
    long[] parts = {0, 1, 127, 128, 255, 256, 0x8000, 0xFF00FF, 0xC3A4, RowVersion.ENDLESS};
    for (int i = 0; i < 500; i++) {
      long[] picked = random.longs(4, 0, parts.length).map(at -> parts[(int) at]).toArray();
      RowVersion version = new RowVersion(picked[0], picked[1], picked[2], picked[3]);
      byte[] row = row(picked[0], picked[1], picked[2], picked[3]);

      putAndFlush(row);

      newest = version.compareTo(newest) >= 0 ? version : newest;
      assertThat(Arrays.copyOfRange(read("a").orElseThrow().value(), 1, 25))
          .as("seed %d, put %s after %s", seed, version, newest)
          .isEqualTo(
              Arrays.copyOfRange(
                  row(newest.lineage(), newest.folded(), newest.deployment(), newest.horizon()),
                  1,
                  25));
    }
  }

  @Test
  void aRowIsKeptUntilItsInstant() throws Exception {
    long now = System.currentTimeMillis();
    store.put("past", row(1, 1, 1, 1), now - 1);
    store.put("week", row(1, 1, 1, 1), now + 604_800_000);
    store.put("ever", row(1, 1, 1, 1), Long.MAX_VALUE);
    store.flush();

    assertThat(read("past")).isEmpty();
    assertThat(read("week").orElseThrow().keepUntil())
        .isCloseTo(now + 604_800_000, within(READ_OFF_MILLIS));
    assertThat(read("ever").orElseThrow().keepUntil()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void theLastRowDecidesHowLongItIsKept() throws Exception {
    long soon = System.currentTimeMillis() + 60_000;
    store.put("a", row(1, 1, 1, 1), soon);
    store.flush();
    store.put("a", row(1, 2, 1, 1), Long.MAX_VALUE);
    store.flush();

    assertThat(read("a").orElseThrow().keepUntil()).isEqualTo(Long.MAX_VALUE);

    store.put("a", row(1, 3, 1, 1), soon);
    store.flush();

    assertThat(read("a").orElseThrow().keepUntil()).isCloseTo(soon, within(READ_OFF_MILLIS));
  }

  @Test
  void theFixturesAreThereBeforeTheFirstRow() throws Exception {
    putAndFlush(row(1, 1, 1, 1));

    for (Map.Entry<String, byte[]> fixture : FIXTURES.entrySet()) {
      assertThat(read(fixture.getKey()).orElseThrow().value()).isEqualTo(fixture.getValue());
    }
  }

  @Test
  void itsIdentityLastsAsLongAsItsData() throws Exception {
    await(() -> store.identity().isPresent());
    String identity = store.identity().orElseThrow();
    StoreMeter otherMeter = new StoreMeter();
    try (RowStore other = reopen(otherMeter)) {
      await(() -> other.identity().isPresent());
      assertThat(other.identity()).contains(identity);
    }

    wipe();

    await(() -> !store.identity().equals(Optional.of(identity)));
    putAndFlush(row(1, 1, 1, 1));
    assertThat(read("a")).isPresent();
    assertThat(read("shop::schema:1")).isPresent();
  }

  @Test
  void manyRowsOfManySizesAllArrive() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Map<String, byte[]> rows = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      byte[] sections = new byte[random.nextInt(random.nextInt(100) == 0 ? 100_000 : 500)];
      random.nextBytes(sections);
      String name = "shop:user:" + random.nextInt(8_000) + "é";
      byte[] row = new Row(1, 1, 1, i, sections).encode(1, 1);
      rows.put(name, row);
      store.put(name, row, Long.MAX_VALUE);
      if (random.nextInt(1_000) == 0) {
        store.send();
      }
    }
    assertThat(store.flush(Duration.ofSeconds(60))).isTrue();

    for (Map.Entry<String, byte[]> row : rows.entrySet()) {
      assertThat(read(row.getKey()).orElseThrow().value())
          .as("seed %d: %s", seed, row.getKey())
          .isEqualTo(row.getValue());
    }
  }

  /** A second connection to the same store. */
  protected abstract RowStore reopen(StoreMeter meter) throws Exception;

  protected final void putAndFlush(byte[] row) throws InterruptedException {
    store.put("a", row, Long.MAX_VALUE);
    store.flush();
  }

  protected static byte[] row(long lineage, long folded, long deployment, long horizon) {
    return new Row(1_000, horizon, Long.MAX_VALUE, folded, new byte[] {1, 2, 3})
        .encode(lineage, deployment);
  }

  protected static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited for 20 s").isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private Optional<Stored> stored(String name) {
    try {
      return read(name);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
