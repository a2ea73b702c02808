package dev.freshet.features.golden;

import static dev.freshet.features.golden.Histories.REPOSITORY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.bytes.GoldenFile;
import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.row.EntityKey;
import dev.freshet.features.row.ViewSchemas;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The names of rows and of view schemas, and the schemas: what a reader must find again. */
class GoldenKeysTest {

  private static final Path ROWS = GoldenFile.folder("keys").resolve("rows.txt");
  private static final Path SCHEMAS = GoldenFile.folder("keys").resolve("schemas.txt");
  private static final List<List<?>> KEYS =
      List.of(
          List.of("u1"),
          List.of(""),
          List.of(-42L),
          List.of("a:b%c{d}e"),
          List.of("Zoë 😀 é"),
          List.of("u1", "i9"),
          List.of("u:1", 7L, "{i}"));

  @Test
  void namesOfRowsAreWhatTheyWere() {
    assertThat(rows()).isEqualTo(GoldenFile.lines(ROWS, GoldenKeysTest::rows));
  }

  @Test
  void schemasAndTheirNamesAreWhatTheyWere() {
    assertThat(schemas()).isEqualTo(GoldenFile.lines(SCHEMAS, GoldenKeysTest::schemas));
  }

  @Test
  void aSchemaThatWasWrittenOnceIsLearned() {
    ViewSchemas known = ViewSchemas.of(REPOSITORY);
    ViewSchemas learned =
        ViewSchemas.of(
            new Repository(
                "my-shop.1",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of()));
    for (String line : GoldenFile.lines(SCHEMAS, List::of)) {
      int equals = line.indexOf(" = ");
      long fingerprint = HexFormat.fromHexDigitsToLong(line, equals - 16, equals);
      learned.learn(fingerprint, HexFormat.of().parseHex(line.substring(equals + 3)));
    }
    assertThat(learned.encoded()).containsExactlyInAnyOrderEntriesOf(known.encoded());
  }

  private static List<String> rows() {
    Entity user = REPOSITORY.entity("user").orElseThrow();
    return KEYS.stream()
        .map(key -> key + " = " + text(EntityKey.row("my-shop.1", user, EntityKey.of(key))))
        .toList();
  }

  private static List<String> schemas() {
    List<String> lines = new ArrayList<>();
    ViewSchemas.of(REPOSITORY)
        .encoded()
        .forEach(
            (fingerprint, encoded) -> {
              String name = text(ViewSchemas.storeKey("my-shop.1", fingerprint));
              lines.add(name + " = " + HexFormat.of().formatHex(encoded));
            });
    return lines.stream().sorted().toList();
  }

  private static String text(byte[] key) {
    return new String(key, UTF_8);
  }
}
