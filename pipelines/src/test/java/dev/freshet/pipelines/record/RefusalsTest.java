package dev.freshet.pipelines.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.Source;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused whole, and what is just not. */
class RefusalsTest {

  private static final long NOON = Instant.parse("2026-11-22T12:00:00Z").toEpochMilli();
  private static final Source SHOP = Sources.source("user_id:string", "price:double");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "\"\"",
        "\"noon\"",
        "\"2026-11-22\"",
        "{}",
        "[5]",
        "1e300",
        "1e999999999999",
        "-1e15"
      })
  void withoutAReadableTimeARecordIsRefused(String written) {
    assertThat(refusal("{\"ts\": " + written + "}")).isEqualTo(Refusal.NO_EVENT_TIME);
  }

  @Test
  void aRecordMayBeAheadOfItsTimestampByTheSkewOnly() {
    RecordDecoder decoder = new RecordDecoder(SHOP);
    byte[] record = "{\"ts\": 60005}".getBytes(UTF_8);

    assertThat(decoder.decode(record, 5, FieldMeter.NONE)).isInstanceOf(Decoding.Decoded.class);
    assertThat(decoder.decode(record, 4, FieldMeter.NONE))
        .isEqualTo(new Decoding.Refused(Refusal.TOO_FAR_AHEAD));
    assertThat(decoder.decode(record, -1, FieldMeter.NONE)).isInstanceOf(Decoding.Decoded.class);
    assertThat(decoder.decodeAtRest(record, FieldMeter.NONE)).isInstanceOf(Decoding.Decoded.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "5",
        "[]",
        "\"ts\"",
        "{",
        "{\"ts\": 5",
        "{\"ts\": 5]",
        "{\"ts\": 5}}",
        "{\"ts\": 5} {\"ts\": 6}",
        "{\"ts\": 5} x",
        "{\"ts\": 05}",
        "{\"ts\": +5}",
        "{\"ts\": 5.}",
        "{\"ts\": .5}",
        "{\"ts\": NaN}",
        "{\"ts\": 5,}",
        "{ts: 5}",
        "{'ts': 5}",
        "{\"ts\": 5, \"a\": \"\u0001\"}",
        "{\"ts\": 5, \"a\": \"\\x\"}",
        "{\"ts\": 5, \"a\": \"\\u12g4\"}",
        "{\"ts\": 5, \"a\": [1,,2]}",
        "{\"ts\": 5, \"a\": tru}",
        "\uFEFF{\"ts\": 5}"
      })
  void whatIsNoJsonObjectIsRefused(String text) {
    assertThat(refusal(text)).isEqualTo(Refusal.NOT_AN_OBJECT);
  }

  @Test
  void anotherEncodingIsRefused() {
    byte[] text = "{\"ts\": 5}".getBytes(java.nio.charset.StandardCharsets.UTF_16LE);

    assertThat(new RecordDecoder(SHOP).decode(text, NOON, FieldMeter.NONE))
        .isEqualTo(new Decoding.Refused(Refusal.NOT_AN_OBJECT));
  }

  @Test
  void invalidUtf8IsRefusedWhereverItIs() {
    for (int[] bad :
        new int[][] {{0xC0, 0xAF}, {0xED, 0xA0, 0x80}, {0xF4, 0x90, 0x80, 0x80}, {0x80}}) {
      ByteArrayOutputStream record = new ByteArrayOutputStream();
      record.writeBytes("{\"ts\": 5, \"undeclared\": \"".getBytes(UTF_8));
      for (int b : bad) {
        record.write(b);
      }
      record.writeBytes("\"}".getBytes(UTF_8));

      assertThat(new RecordDecoder(SHOP).decode(record.toByteArray(), NOON, FieldMeter.NONE))
          .isEqualTo(new Decoding.Refused(Refusal.INVALID_UTF8));
    }
  }

  @Test
  void aRecordNestsAtMost64Deep() {
    assertThat(decode("{\"ts\": 5, \"a\": " + "[".repeat(63) + "]".repeat(63) + "}"))
        .isInstanceOf(Decoding.Decoded.class);
    assertThat(refusal("{\"ts\": 5, \"a\": " + "[".repeat(64) + "]".repeat(64) + "}"))
        .isEqualTo(Refusal.TOO_DEEP);
    assertThat(refusal("{\"ts\": 5, \"a\": " + "{\"b\": ".repeat(64) + "1" + "}".repeat(65)))
        .isEqualTo(Refusal.TOO_DEEP);
  }

  @Test
  void aRecordIsAtMostOneMebibyte() {
    int rest = RecordDecoder.MAX_RECORD_BYTES - "{\"ts\":5,\"a\":}".length();

    assertThat(decode("{\"ts\":5,\"a\":" + "7".repeat(rest) + "}"))
        .isInstanceOf(Decoding.Decoded.class);
    assertThat(decode("{\"ts\":5,\"a\":\"" + "x".repeat(rest - 2) + "\"}"))
        .isInstanceOf(Decoding.Decoded.class);
    assertThat(decode("{\"ts\":5,\"a\":{\"" + "n".repeat(rest - 6) + "\":1}}"))
        .isInstanceOf(Decoding.Decoded.class);
    assertThat(refusal("{\"ts\":5,\"a\":" + "7".repeat(rest + 1) + "}"))
        .isEqualTo(Refusal.TOO_LARGE);
  }

  private static Refusal refusal(String text) {
    Decoding decoding = decode(text);
    assertThat(decoding).isInstanceOf(Decoding.Refused.class);
    return ((Decoding.Refused) decoding).reason();
  }

  private static Decoding decode(String text) {
    return new RecordDecoder(SHOP).decode(text.getBytes(UTF_8), NOON, FieldMeter.NONE);
  }
}
