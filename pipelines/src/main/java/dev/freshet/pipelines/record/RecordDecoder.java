package dev.freshet.pipelines.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.freshet.features.definition.EventTime;
import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.features.event.FieldsHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads the records of one source as events: strict JSON in UTF-8, in one pass, looking only at the
 * paths that the source declares. Of names that repeat in one object the last counts. Not
 * thread-safe.
 */
public final class RecordDecoder {

  /** The largest record that is read. */
  public static final int MAX_RECORD_BYTES = 1 << 20;

  /** How deep a record may nest; its outermost object is at depth 1. */
  public static final int MAX_DEPTH = 64;

  static final JsonFactory JSON =
      JsonFactory.builder()
          .configure(JsonFactory.Feature.CHARSET_DETECTION, false)
          .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
          .configure(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW, false)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final Source source;
  private final RecordPaths paths;
  private final long skewMillis;

  public RecordDecoder(Source source) {
    this.source = source;
    this.paths = new RecordPaths(source);
    this.skewMillis = source.maxFutureSkew().toMillis();
  }

  /**
   * Reads a record as it came.
   *
   * @param value the record's bytes, which are kept by nobody
   * @param recordTimestamp the record's own, epoch milliseconds, ahead of which the event may be by
   *     the source's {@code max_future_skew} only; negative where the record has none
   * @param meter hears of fields of another type, if the record is an event
   */
  public Decoding decode(byte[] value, long recordTimestamp, FieldMeter meter) {
    return read(value, recordTimestamp < 0 ? Long.MAX_VALUE : recordTimestamp + skewMillis, meter);
  }

  /** Reads a record at rest, which may be of any time. */
  public Decoding decodeAtRest(byte[] value, FieldMeter meter) {
    return read(value, Long.MAX_VALUE, meter);
  }

  private Decoding read(byte[] value, long latest, FieldMeter meter) {
    if (value.length > MAX_RECORD_BYTES) {
      return new Decoding.Refused(Refusal.TOO_LARGE);
    }
    if (!Utf8.isValid(value)) {
      return new Decoding.Refused(Refusal.INVALID_UTF8);
    }
    try (JsonParser parser = JSON.createParser(value)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return new Decoding.Refused(Refusal.NOT_AN_OBJECT);
      }
      paths.read(parser);
      if (parser.nextToken() != null) {
        return new Decoding.Refused(Refusal.NOT_AN_OBJECT);
      }
    } catch (StreamConstraintsException deep) {
      return new Decoding.Refused(Refusal.TOO_DEEP);
    } catch (IOException malformed) {
      return new Decoding.Refused(Refusal.NOT_AN_OBJECT);
    }
    return event(latest, meter);
  }

  private Decoding event(long latest, FieldMeter meter) {
    long timestamp;
    if (source.eventTime() instanceof EventTime.Constant constant) {
      timestamp = constant.instant().toEpochMilli();
    } else if (paths.time().value() instanceof Long millis) {
      timestamp = millis;
    } else {
      return new Decoding.Refused(Refusal.NO_EVENT_TIME);
    }
    if (timestamp > latest) {
      return new Decoding.Refused(Refusal.TOO_FAR_AHEAD);
    }
    Object[] slots = paths.slots(meter);
    Object id = paths.id().value();
    byte[] tie = id == null ? FieldsHash.of(slots) : id.toString().getBytes(StandardCharsets.UTF_8);
    return new Decoding.Decoded(new Event(timestamp, id != null, tie, slots));
  }
}
