package dev.freshet.features.row;

import dev.freshet.features.aggregation.Aggregation;
import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.MalformedBytesException;
import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.timeline.TimelineReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Reads some features of one entity out of its rows. Thread-safe. */
public final class RowReader {

  private final ViewSchemas schemas;
  private final List<AggregatedFeature> features;
  private final Object[] empties;
  private final Map<Long, Places> placesBySchema = new ConcurrentHashMap<>();

  /**
   * A reader of some features.
   *
   * @param features of one entity, in the order in which they are wanted
   */
  public RowReader(ViewSchemas schemas, List<AggregatedFeature> features) {
    this.schemas = schemas;
    this.features = List.copyOf(features);
    this.empties =
        this.features.stream()
            .map(feature -> feature.definition().aggregation())
            .map(Aggregation::empty)
            .toArray();
  }

  /**
   * What a row says at an instant.
   *
   * @param row the stored bytes; {@code null} where the store has none
   * @param t the reader's clock, epoch milliseconds; where it is earlier than the row's start, the
   *     row is read at its start
   */
  public RowReading read(byte[] row, long t) {
    Object[] values = empties.clone();
    Status[] statuses = new Status[values.length];
    if (row == null) {
      Arrays.fill(statuses, Status.NOT_FOUND);
      return new RowReading(-1, "", values, statuses, RowVersion.ENDLESS, List.of());
    }
    ByteReader in = new ByteReader(row);
    if (in.readByte() != RowFormat.VERSION) {
      throw new MalformedBytesException("a row of an unknown format", 0);
    }
    RowVersion version = RowVersion.read(in);
    long startsAt = in.readSigned();
    long instant = Math.max(t, startsAt);
    boolean cutOff = false;
    List<Long> unknown = new ArrayList<>(0);
    for (int sections = (int) in.readUnsigned(); sections > 0; sections--) {
      long fingerprint = in.readFixed(8);
      ByteReader section = in.block();
      Optional<Places> places = places(fingerprint);
      if (places.isEmpty()) {
        unknown.add(fingerprint);
      } else if (places.get().wanted()) {
        cutOff |=
            read(section, places.get(), startsAt, version.horizon(), instant, values, statuses);
      }
    }
    for (int i = 0; i < values.length; i++) {
      if (statuses[i] == null) {
        statuses[i] = unknown.isEmpty() ? known(values[i]) : Status.NULL_VALUE;
        values[i] = unknown.isEmpty() ? values[i] : null;
      }
    }
    long horizon = cutOff ? version.horizon() : RowVersion.ENDLESS;
    return new RowReading(startsAt, version.text(), values, statuses, horizon, unknown);
  }

  /** Reads one section, and tells whether a value was cut off. */
  private boolean read(
      ByteReader in,
      Places places,
      long startsAt,
      long horizon,
      long t,
      Object[] values,
      Status[] statuses) {
    boolean expired = expired(in, startsAt, t);
    boolean cutOff = false;
    for (int place = 0; place <= places.last(); place++) {
      int wanted = places.wantedAt()[place];
      if (wanted < 0) {
        in.skipBlock();
      } else if (expired) {
        in.skipBlock();
        statuses[wanted] = Status.OUTSIDE_MAX_AGE;
      } else {
        Object value = TimelineReader.read(in, empties[wanted], startsAt, horizon, t);
        boolean cut = value == TimelineReader.BEYOND_HORIZON;
        cutOff |= cut;
        values[wanted] = cut ? null : value;
        statuses[wanted] = cut ? Status.OUTSIDE_MAX_AGE : known(value);
      }
    }
    for (int missing : places.missing()) {
      values[missing] = null;
      statuses[missing] = Status.NULL_VALUE;
    }
    return cutOff;
  }

  private static boolean expired(ByteReader in, long startsAt, long t) {
    boolean expired = false;
    for (int lives = (int) in.readUnsigned(); lives > 0; lives--) {
      long from = startsAt + in.readSigned();
      long length = in.readSigned();
      if (from <= t) {
        expired = length >= 0 && t >= from + length;
      }
    }
    return expired;
  }

  private static Status known(Object value) {
    return value == null ? Status.NULL_VALUE : Status.PRESENT;
  }

  private Optional<Places> places(long fingerprint) {
    Places places = placesBySchema.get(fingerprint);
    if (places == null) {
      Optional<ViewSchema> schema = schemas.find(fingerprint);
      if (schema.isEmpty()) {
        return Optional.empty();
      }
      places = Places.of(schema.get(), features, schemas);
      placesBySchema.put(fingerprint, places);
    }
    return Optional.of(places);
  }

  /**
   * Where the wanted features are in sections of one schema.
   *
   * @param wantedAt per place in the section, the index of the wanted feature, or -1
   * @param last the last place with a wanted feature, or -1
   * @param missing indexes of wanted features of this view that the section does not have
   */
  private record Places(int[] wantedAt, int last, int[] missing) {

    static Places of(ViewSchema schema, List<AggregatedFeature> features, ViewSchemas schemas) {
      int[] wantedAt = new int[schema.features().size()];
      Arrays.fill(wantedAt, -1);
      Map<Long, Integer> places = schema.places();
      int last = -1;
      List<Integer> missing = new ArrayList<>();
      for (int i = 0; i < features.size(); i++) {
        if (features.get(i).view().equals(schema.view())) {
          Integer place = places.get(schemas.featureId(features.get(i)));
          if (place == null) {
            missing.add(i);
          } else {
            wantedAt[place] = i;
            last = Math.max(last, place);
          }
        }
      }
      return new Places(wantedAt, last, missing.stream().mapToInt(Integer::intValue).toArray());
    }

    boolean wanted() {
      return last >= 0 || missing.length > 0;
    }
  }
}
