package dev.freshet.pipelines.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.EventTime;
import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.features.event.FieldsHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordDecoderTest {

  private static final long NOON = Instant.parse("2026-11-22T12:00:00Z").toEpochMilli();

  private static final Source SHOP =
      Sources.source(
          "user_id:string",
          "price:double",
          "quantity:int64",
          "sale:bool",
          "seen:timestamp",
          "tags:list<string>",
          "sizes:map<string,int64>",
          "device:string:context.device",
          "context:map<string,string>");

  private final List<String> mistyped = new ArrayList<>();

  @Test
  void readsTheDeclaredFieldsOfARecord() {
    Event event =
        event(
            """
            {"id": "e1", "ts": "2026-11-22T12:00:00Z", "user_id": "u1", "price": 1.5, "quantity": 2,
             "sale": true, "seen": 1795348800000, "tags": ["a", "b"], "sizes": {"s": 1},
             "context": {"device": "phone"}, "more": [{"of": "it"}]}
            """);

    assertThat(event.timestamp()).isEqualTo(NOON);
    assertThat(event.identified()).isTrue();
    assertThat(event.tie()).isEqualTo("e1".getBytes(UTF_8));
    assertThat(event.slots())
        .containsExactly(
            "u1",
            1.5,
            2L,
            true,
            Instant.parse("2026-11-22T12:00:00Z"),
            List.of("a", "b"),
            Map.of("s", 1L),
            "phone",
            Map.of("device", "phone"));
    assertThat(mistyped).isEmpty();
  }

  @Test
  void absentAndNullAreNoValueAndNotCounted() {
    Event event = event("{\"ts\": 5, \"price\": null, \"context\": {\"device\": null}}");

    assertThat(event.slots()[1]).isNull();
    assertThat(event.slots()[7]).isNull();
    // A map's elements must all fit, and null is no string.
    assertThat(mistyped).containsExactly("context");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "user_id | 5",
        "user_id | {\"a\": 1}",
        "user_id | \"\\ud800\"",
        "price | \"1.5\"",
        "price | 1e400",
        "price | true",
        "quantity | 3.0",
        "quantity | 1e2",
        "quantity | 9223372036854775808",
        "quantity | -9223372036854775809",
        "sale | 1",
        "seen | \"yesterday\"",
        "seen | 300000000000000",
        "tags | \"a\"",
        "tags | [\"a\", 1]",
        "tags | [\"a\", [\"b\"]]",
        "tags | [null]",
        "sizes | {\"s\": 1.0}",
        "sizes | {\"s\": {\"t\": 1}}",
        "sizes | [1]",
        "device | 5"
      })
  void anotherTypeIsNoValueAndCounted(String field, String value) {
    int slot = SHOP.slot(field).orElseThrow();
    String member =
        field.equals("device")
            ? "\"context\": {\"device\": " + value + "}"
            : "\"" + field + "\": " + value;

    Event event = event("{\"ts\": 5, " + member + "}");

    assertThat(event.slots()[slot]).isNull();
    assertThat(mistyped).contains(field);
  }

  @ParameterizedTest
  @CsvSource({
    "price, 3, 3.0",
    "price, -0.0, 0.0",
    "price, -0, 0.0",
    "price, 123456789012345678901234567890, 1.2345678901234568E29",
    "price, 1e-400, 0.0",
    "quantity, -9223372036854775808, -9223372036854775808",
    "quantity, 9223372036854775807, 9223372036854775807",
    "quantity, -0, 0"
  })
  void numbersAreReadByTheDeclaredType(String field, String written, String read) {
    Event event = event("{\"ts\": 5, \"" + field + "\": " + written + "}");

    assertThat(event.slots()[SHOP.slot(field).orElseThrow()]).hasToString(read);
    assertThat(mistyped).isEmpty();
  }

  @Test
  void ofRepeatedNamesTheLastCounts() {
    Event event =
        event(
            """
            {"ts": 1, "ts": 2, "quantity": "x", "quantity": 7, "price": 1, "price": null,
             "context": {"device": "phone"}, "context": {"os": "z"}, "sizes": {"a": "x", "a": 1},
             "id": "a", "id": null}
            """);

    assertThat(event.timestamp()).isEqualTo(2);
    assertThat(event.slots())
        .containsExactly(
            null, null, 7L, null, null, null, Map.of("a", 1L), null, Map.of("os", "z"));
    assertThat(event.identified()).isFalse();
    assertThat(mistyped).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"5, 5", "-12, -12", "123456789012345678901234567890, 123456789012345678901234567890"})
  void anIntegerIdIsItsDigits(String written, String id) {
    Event event = event("{\"ts\": 5, \"id\": " + written + "}");

    assertThat(event.identified()).isTrue();
    assertThat(event.tie()).isEqualTo(id.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "true", "[\"a\"]", "null", "\"\\udc00\""})
  void withoutAnIdTheFieldsBreakTies(String written) {
    Event event = event("{\"ts\": 5, \"quantity\": 3, \"id\": " + written + "}");

    assertThat(event.identified()).isFalse();
    assertThat(event.tie()).isEqualTo(FieldsHash.of(event.slots()));
  }

  @ParameterizedTest
  @CsvSource({
    "1795348800000, 0",
    "1795348800000.999, 0",
    "'-0.5', -1795348800001",
    "1.7953488e12, 0",
    "179534880000000E-2, 0",
    "'\"1795348800001\"', 1",
    "'\"2026-11-22t12:00:00.0019z\"', 1"
  })
  void theTimeIsRfc3339OrEpochMilliseconds(String written, long afterNoon) {
    assertThat(event("{\"ts\": " + written + "}").timestamp()).isEqualTo(NOON + afterNoon);
  }

  @Test
  void aTableWithoutATimeHasAConstantOne() {
    Source table =
        Sources.source(
            new EventTime.Constant(Instant.ofEpochMilli(7)), Optional.empty(), "user_id:string");

    Decoding decoding =
        new RecordDecoder(table)
            .decodeAtRest("{\"user_id\": \"u\"}".getBytes(UTF_8), FieldMeter.NONE);

    assertThat(decoding).isInstanceOf(Decoding.Decoded.class);
    assertThat(((Decoding.Decoded) decoding).event().timestamp()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"price", "quantity", "seen", "ts", "id"})
  void aMebibyteOfDigitsIsReadInNoTime(String field) {
    String digits = "9".repeat(1_000_000);
    long start = System.nanoTime();

    decode("{\"ts\": 5, \"" + field + "\": " + digits + "}");
    decode("{\"ts\": 5, \"" + field + "\": 0." + digits + "}");
    decode("{\"ts\": 5, \"" + field + "\": " + digits + "e-999990}");

    assertThat(System.nanoTime() - start).isLessThan(2_000_000_000L);
  }

  private Event event(String text) {
    Decoding decoding = decode(text);
    assertThat(decoding).isInstanceOf(Decoding.Decoded.class);
    return ((Decoding.Decoded) decoding).event();
  }

  private Decoding decode(String text) {
    return new RecordDecoder(SHOP)
        .decode(text.getBytes(UTF_8), NOON, slot -> mistyped.add(SHOP.fields().get(slot).name()));
  }
}
