package dev.freshet.pipelines.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.features.bytes.MalformedBytesException;
import dev.freshet.features.fold.EntityFold;
import dev.freshet.features.fold.FoldMeter;
import dev.freshet.pipelines.route.RoutedEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the operator writes around a state, and hands down: bytes as they were written once. */
class GoldenEntriesTest {

  private static final Path FILE = Path.of("src/test/resources/golden/entries/1.txt");
  private static final long NOON = Instant.parse("2096-11-22T12:00:00Z").toEpochMilli();

  @Test
  void whatIsWrittenNowAreTheSameBytes() throws Exception {
    try (Shop shop = new Shop(Shop.WINDOWED)) {
      EntityFold fold = fold(shop);
      Map<String, String> now = new LinkedHashMap<>();
      entries(shop).forEach((name, entry) -> now.put(name, hex(entry.write(fold))));
      now.put("heritage", hex(new Heritage(NOON, "run/marker").write()));

      assertThat(now).isEqualTo(golden(now));
    }
  }

  @Test
  void whatWasWrittenOnceIsReadAsItWasThen() throws Exception {
    try (Shop shop = new Shop(Shop.WINDOWED)) {
      Map<String, String> golden = golden(Map.of());
      entries(shop)
          .forEach(
              (name, entry) -> {
                Entry read = Entry.read("u", bytes(golden.get(name)), fold(shop));
                assertThat(read.unfinished()).as(name).isEqualTo(entry.unfinished());
                assertThat(read.wakeAt()).as(name).isEqualTo(entry.wakeAt());
                assertThat(read.continueAt()).as(name).isEqualTo(entry.continueAt());
                assertThat(read.state().folded()).as(name).isEqualTo(1);
                assertThat(read.changed()).as(name).isFalse();
              });
      assertThat(Heritage.of(List.of(bytes(golden.get("heritage"))), 0))
          .isEqualTo(new Heritage(NOON, "run/marker"));
    }
  }

  @Test
  void aFormatOfTheFutureIsRefused() throws Exception {
    try (Shop shop = new Shop(Shop.WINDOWED)) {
      byte[] entry = bytes(golden(Map.of()).get("full"));
      byte[] heritage = bytes(golden(Map.of()).get("heritage"));
      entry[0] = 2;
      heritage[0] = 2;

      assertThatThrownBy(() -> Entry.read("u", entry, fold(shop)))
          .isInstanceOf(MalformedBytesException.class)
          .hasMessageContaining("unknown format 2");
      assertThatThrownBy(() -> Heritage.of(List.of(heritage), 0))
          .hasMessageContaining("unknown format 2");
    }
  }

  private static Map<String, Entry> entries(Shop shop) {
    Entry full = entry(shop);
    full.wroteFull(Entry.NEVER);
    Entry near = entry(shop);
    near.wroteNear();
    near.wakeAt(NOON + 60_000);
    Entry cut = entry(shop);
    cut.wroteFull(NOON + 300_000);
    cut.wakeAt(NOON + 300_000);
    Map<String, Entry> entries = new LinkedHashMap<>();
    entries.put("full", full);
    entries.put("near", near);
    entries.put("cut", cut);
    return entries;
  }

  private static Entry entry(Shop shop) {
    EntityFold fold = fold(shop);
    Entry entry = new Entry("u", fold.create());
    RoutedEvent click = Shop.click("u", NOON - 1, "a");
    fold.fold(entry.state(), fold.sources().get(0), click.event(), NOON, FoldMeter.NONE);
    return entry;
  }

  private static EntityFold fold(Shop shop) {
    return EntityFold.of(shop.repository(), shop.repository().entity("user").orElseThrow());
  }

  /** The file; one that is missing is written if the tests run with -Dfreshet.golden=write. */
  private static Map<String, String> golden(Map<String, String> now) throws Exception {
    if (Files.notExists(FILE)
        && !now.isEmpty()
        && "write".equals(System.getProperty("freshet.golden"))) {
      Files.createDirectories(FILE.getParent());
      Files.write(
          FILE, now.entrySet().stream().map(one -> one.getKey() + " = " + one.getValue()).toList());
    }
    Map<String, String> golden = new LinkedHashMap<>();
    for (String line : Files.readAllLines(FILE)) {
      golden.put(line.substring(0, line.indexOf(" = ")), line.substring(line.indexOf(" = ") + 3));
    }
    return golden;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
