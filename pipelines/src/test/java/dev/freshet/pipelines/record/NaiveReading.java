package dev.freshet.pipelines.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.features.definition.EventTime;
import dev.freshet.features.definition.FieldPath;
import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.features.event.FieldsHash;
import dev.freshet.features.type.ListType;
import dev.freshet.features.type.MapType;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.Timestamps;
import dev.freshet.features.type.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Function;

/** A record read the plain way: the whole tree first, then each path from the root. */
record NaiveReading(Decoding decoding, TreeSet<Integer> mistyped) {

  static NaiveReading of(Source source, byte[] record, long latest) {
    TreeSet<Integer> mistyped = new TreeSet<>();
    return new NaiveReading(decode(source, record, latest, mistyped), mistyped);
  }

  private static Decoding decode(
      Source source, byte[] record, long latest, TreeSet<Integer> mistyped) {
    Object root;
    try {
      root = NaiveJson.parse(UTF_8.newDecoder().decode(ByteBuffer.wrap(record)).toString());
    } catch (CharacterCodingException invalid) {
      return new Decoding.Refused(Refusal.INVALID_UTF8);
    } catch (NaiveJson.Malformed malformed) {
      return new Decoding.Refused(Refusal.NOT_AN_OBJECT);
    } catch (NaiveJson.TooDeep deep) {
      return new Decoding.Refused(Refusal.TOO_DEEP);
    }
    if (!(root instanceof Map<?, ?> object)) {
      return new Decoding.Refused(Refusal.NOT_AN_OBJECT);
    }
    Object time = at(object, ((EventTime.At) source.eventTime()).path());
    if (!(scalar(Scalar.TIMESTAMP, time) instanceof Instant instant)) {
      return new Decoding.Refused(Refusal.NO_EVENT_TIME);
    }
    if (instant.toEpochMilli() > latest) {
      return new Decoding.Refused(Refusal.TOO_FAR_AHEAD);
    }
    Object[] slots = new Object[source.fields().size()];
    for (int i = 0; i < slots.length; i++) {
      Object found = at(object, source.fields().get(i).path());
      slots[i] = found == NaiveJson.NULL ? null : typed(source.fields().get(i).type(), found);
      if (slots[i] == null && found != NaiveJson.NULL) {
        mistyped.add(i);
      }
    }
    Optional<String> id = source.eventId().map(path -> at(object, path)).flatMap(NaiveReading::id);
    byte[] tie = id.map(text -> text.getBytes(UTF_8)).orElseGet(() -> FieldsHash.of(slots));
    return new Decoding.Decoded(new Event(instant.toEpochMilli(), id.isPresent(), tie, slots));
  }

  private static Optional<String> id(Object found) {
    if (found instanceof NaiveJson.Numeral number && number.integer()) {
      return Optional.of(number.text());
    }
    return Optional.ofNullable((String) scalar(Scalar.STRING, found));
  }

  private static Object at(Map<?, ?> object, FieldPath path) {
    Object value = object;
    for (String name : path.names()) {
      value =
          value instanceof Map<?, ?> map && map.containsKey(name) ? map.get(name) : NaiveJson.NULL;
    }
    return value;
  }

  private static Object typed(ValueType type, Object found) {
    if (type instanceof ListType lists) {
      return found instanceof List<?> list
          ? all(list, value -> scalar(lists.element(), value))
          : null;
    }
    if (type instanceof MapType maps) {
      if (!(found instanceof Map<?, ?> map)
          || all(List.copyOf(map.keySet()), key -> scalar(Scalar.STRING, key)) == null
          || all(List.copyOf(map.values()), value -> scalar(maps.value(), value)) == null) {
        return null;
      }
      Map<String, Object> read = new LinkedHashMap<>();
      map.forEach((name, value) -> read.put((String) name, scalar(maps.value(), value)));
      return read;
    }
    return scalar((Scalar) type, found);
  }

  private static List<Object> all(List<?> found, Function<Object, Object> reading) {
    List<Object> read = found.stream().map(reading).toList();
    return read.contains(null) ? null : read;
  }

  private static Object scalar(Scalar type, Object found) {
    NaiveJson.Numeral number = found instanceof NaiveJson.Numeral n ? n : null;
    return switch (type) {
      case STRING ->
          found instanceof String text && UTF_8.newEncoder().canEncode(text) ? text : null;
      case BOOL -> found instanceof Boolean ? found : null;
      case DOUBLE -> number == null ? null : real(Double.parseDouble(number.text()));
      case INT64 ->
          number == null || !number.integer() ? null : integer(new BigInteger(number.text()));
      case TIMESTAMP -> number == null ? instant(found) : instant(number.decimal());
    };
  }

  private static Double real(double value) {
    return Double.isFinite(value) ? value + 0.0 : null;
  }

  private static Long integer(BigInteger value) {
    return value.bitLength() < 64 ? value.longValueExact() : null;
  }

  private static Instant instant(Object found) {
    OptionalLong millis =
        found instanceof String text ? Timestamps.parse(text) : OptionalLong.empty();
    return millis.isPresent() ? Instant.ofEpochMilli(millis.getAsLong()) : null;
  }

  private static Instant instant(BigDecimal millis) {
    if (Math.abs(millis.doubleValue()) > 1e18) {
      return null; // Written out it might have a billion digits.
    }
    OptionalLong instant =
        Timestamps.ofEpochMillis(millis.setScale(0, RoundingMode.FLOOR).longValueExact());
    return instant.isPresent() ? Instant.ofEpochMilli(instant.getAsLong()) : null;
  }
}
