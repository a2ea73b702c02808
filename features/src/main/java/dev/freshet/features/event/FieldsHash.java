package dev.freshet.features.event;

import dev.freshet.features.bytes.ByteWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.datasketches.hash.MurmurHash3;

/**
 * What breaks ties between events without an id: a 128-bit MurmurHash3 of the declared fields'
 * values, in the order of declaration.
 */
public final class FieldsHash {

  private static final long SEED = 0;
  private static final int BYTES = 16;

  private FieldsHash() {}

  /** Sixteen bytes that are equal for equal slots. */
  public static byte[] of(Object[] slots) {
    if (slots.length == 0) {
      return new byte[BYTES];
    }
    ByteWriter canonical = new ByteWriter();
    for (Object slot : slots) {
      append(canonical, slot);
    }
    long[] hash = MurmurHash3.hash(canonical.toByteArray(), SEED);
    return new ByteWriter(16).writeFixed(hash[0], 8).writeFixed(hash[1], 8).toByteArray();
  }

  private static void append(ByteWriter canonical, Object value) {
    if (value instanceof List<?> list) {
      canonical.writeUnsigned(list.size());
      list.forEach(item -> append(canonical, item));
    } else if (value instanceof Map<?, ?> map) {
      canonical.writeUnsigned(map.size());
      new TreeMap<Object, Object>(map)
          .forEach(
              (key, item) -> {
                append(canonical, key);
                append(canonical, item);
              });
    } else {
      canonical.writeScalar(value);
    }
  }
}
