package dev.freshet.infra.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.freshet.features.definition.FieldPath;
import dev.freshet.features.type.Timestamps;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Moves the time in a JSON record and touches no other byte. A time is written again as it was:
 * digits as digits, RFC 3339 with its offset and its fraction.
 */
final class TimeShift {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /** Where the seconds of RFC 3339 end. */
  private static final int SECONDS_END = "2026-11-22T12:00:00".length();

  /** Longer numbers, and those with exponents, are written anew instead of moved. */
  private static final int MAX_NUMBER_LENGTH = 40;

  private final FieldPath path;

  TimeShift(FieldPath path) {
    this.path = path;
  }

  /**
   * Moves the time, wherever the path's names repeat.
   *
   * @param record a JSON object that was read before
   * @param millis whole seconds
   * @param time the record's, in epoch milliseconds
   */
  byte[] apply(byte[] record, long millis, long time) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(record.length + 16);
    int copied = 0;
    try (JsonParser parser = JSON.createParser(record)) {
      parser.nextToken();
      int depth = 0;
      for (JsonToken token = parser.nextToken();
          depth >= 0 && token != null;
          token = parser.nextToken()) {
        if (token == JsonToken.END_OBJECT) {
          depth--;
          continue;
        }
        // The members of the object at this depth of the path.
        boolean named = parser.currentName().equals(path.names().get(depth));
        JsonToken value = parser.nextToken();
        boolean isLast = depth == path.names().size() - 1;
        if (named && isLast && value.isScalarValue()) {
          int start = (int) parser.currentTokenLocation().getByteOffset();
          String moved = moved(parser, value, millis, time);
          if (!moved.isEmpty()) {
            out.write(record, copied, start - copied);
            out.writeBytes(moved.getBytes(StandardCharsets.UTF_8));
            copied = end(record, start, parser, value);
          }
        } else if (named && !isLast && value == JsonToken.START_OBJECT) {
          depth++;
        } else {
          parser.skipChildren();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a record that was read cannot be read again", e);
    }
    out.write(record, copied, record.length - copied);
    return out.toByteArray();
  }

  /** The value as JSON, moved; empty text where it is no time. */
  private static String moved(JsonParser parser, JsonToken value, long millis, long time)
      throws IOException {
    if (value.isNumeric()) {
      return number(parser.getText(), millis, time);
    }
    return value == JsonToken.VALUE_STRING ? text(parser.getText(), millis) : "";
  }

  private static String number(String number, long millis, long time) {
    boolean plain =
        number.length() <= MAX_NUMBER_LENGTH && number.indexOf('e') < 0 && number.indexOf('E') < 0;
    return plain
        ? new BigDecimal(number).add(BigDecimal.valueOf(millis)).toPlainString()
        : Long.toString(time + millis);
  }

  private static String text(String text, long millis) {
    OptionalLong instant = Timestamps.parse(text);
    if (instant.isEmpty()) {
      return "";
    }
    if (text.charAt(text.length() - 1) >= '0'
        && text.charAt(text.length() - 1) <= '9'
        && text.indexOf(':') < 0) {
      return '"' + Long.toString(instant.getAsLong() + millis) + '"';
    }
    return '"' + rfc3339(text, millis / 1000) + '"';
  }

  /** The local time is moved; what is behind its seconds stays. */
  private static String rfc3339(String text, long seconds) {
    LocalDateTime moved =
        LocalDateTime.of(
                number(text, 0, 4),
                number(text, 5, 7),
                number(text, 8, 10),
                number(text, 11, 13),
                number(text, 14, 16),
                Math.min(number(text, 17, 19), 59))
            .plusSeconds(seconds);
    return String.format(
        Locale.ROOT,
        "%04d-%02d-%02d%c%02d:%02d:%02d%s",
        moved.getYear(),
        moved.getMonthValue(),
        moved.getDayOfMonth(),
        text.charAt(10),
        moved.getHour(),
        moved.getMinute(),
        moved.getSecond(),
        text.substring(SECONDS_END));
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }

  /** Behind the value's last byte. */
  private static int end(byte[] record, int start, JsonParser parser, JsonToken value)
      throws IOException {
    if (value.isNumeric()) {
      return start + parser.getTextLength();
    }
    int i = start + 1;
    while (record[i] != '"') {
      i += record[i] == '\\' ? 2 : 1;
    }
    return i + 1;
  }
}
