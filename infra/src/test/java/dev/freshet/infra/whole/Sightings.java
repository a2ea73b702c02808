package dev.freshet.infra.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.definition.Entity;
import dev.freshet.features.row.RowVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a reader was answered, in the order of asking. */
final class Sightings {

  private final List<Sighting> all = new ArrayList<>();

  /**
   * One row of an answer.
   *
   * @param asOf the instant it was read at, epoch milliseconds
   */
  record Sighting(long asOf, JsonNode features, JsonNode row) {

    /** The version of the entity's row, if it has one. */
    Optional<RowVersion> version(String entity) {
      return Optional.ofNullable(row.get("versions").get(entity))
          .map(text -> HexFormat.of().parseHex(text.textValue()))
          .map(bytes -> RowVersion.read(new ByteReader(bytes)));
    }

    /** The entity that the row is of. */
    World.One one(World world, Entity entity) {
      return world.one(
          entity,
          entity.joinKeys().stream()
              .map(key -> Answers.value(row.get("entities").get(key.name()), key.type()))
              .toList());
    }

    JsonNode value(String feature) {
      int place = 0;
      while (!features.get(place).textValue().equals(feature)) {
        place++;
      }
      return row.get("values").get(place);
    }

    boolean isOf(String joinKey, String value) {
      return row.get("entities").get(joinKey).asText().equals(value);
    }
  }

  void add(Answers.Answer answer) {
    assertThat(answer.status()).as(() -> answer.body().toString()).isEqualTo(200);
    long asOf = Instant.parse(answer.body().get("as_of").textValue()).toEpochMilli();
    JsonNode features = answer.body().get("features");
    answer.body().get("rows").forEach(row -> all.add(new Sighting(asOf, features, row)));
  }

  Stream<Sighting> stream() {
    return all.stream();
  }

  /** No row's version steps back from one answer to a later one. */
  void assertVersionsOnlyGrow() {
    Map<String, String> newest = new HashMap<>();
    for (Sighting sighting : all) {
      JsonNode entities = sighting.row().get("entities");
      for (Map.Entry<String, JsonNode> version : sighting.row().get("versions").properties()) {
        String text = version.getValue().textValue();
        String before = newest.put(version.getKey() + " of " + entities, text);
        assertThat(before == null || before.compareTo(text) <= 0)
            .as("%s of %s: %s, then %s", version.getKey(), entities, before, text)
            .isTrue();
      }
    }
    assertThat(newest).as("rows seen").isNotEmpty();
  }
}
