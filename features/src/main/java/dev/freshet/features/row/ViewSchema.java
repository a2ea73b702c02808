package dev.freshet.features.row;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;
import dev.freshet.features.bytes.MalformedBytesException;
import dev.freshet.features.bytes.StableId;
import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.definition.FeatureView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which features a view's section of a row holds, in which order: the features' stable ids.
 *
 * @param view the view's name
 * @param features one id per feature, in the order of the section
 */
record ViewSchema(String view, List<Long> features) {

  static final int VERSION = 1;

  ViewSchema {
    features = List.copyOf(features);
  }

  static ViewSchema of(FeatureView view) {
    return new ViewSchema(
        view.name(), view.features().stream().map(feature -> featureId(view, feature)).toList());
  }

  /** The id of one feature: of its definition and its window. */
  static long featureId(FeatureView view, AggregatedFeature feature) {
    String span =
        feature.span().window().map(window -> "window " + window.millis()).orElse("lifetime");
    return StableId.of(feature.definition().canonical(view) + "\n" + span);
  }

  static ViewSchema read(byte[] encoded) {
    ByteReader in = new ByteReader(encoded);
    if (in.readByte() != VERSION) {
      throw new MalformedBytesException("a view schema of an unknown version", 0);
    }
    String view = in.readString();
    List<Long> features = new ArrayList<>();
    for (int left = in.readLength(); left > 0; left--) {
      features.add(in.readFixed(8));
    }
    return new ViewSchema(view, features);
  }

  byte[] encoded() {
    ByteWriter out = new ByteWriter();
    out.writeByte(VERSION).writeString(view).writeUnsigned(features.size());
    features.forEach(id -> out.writeFixed(id, 8));
    return out.toByteArray();
  }

  /** What a row's section names the schema by. */
  long fingerprint() {
    return StableId.of(encoded());
  }

  /** From a feature's id to its place in the section. */
  Map<Long, Integer> places() {
    Map<Long, Integer> places = new HashMap<>();
    for (int i = 0; i < features.size(); i++) {
      places.put(features.get(i), i);
    }
    return places;
  }
}
