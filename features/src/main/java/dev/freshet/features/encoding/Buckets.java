package dev.freshet.features.encoding;

import dev.freshet.features.type.ListType;
import dev.freshet.features.type.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A column for each of some buckets: how many of the values fall into it, those of a list or the
 * one there is. The bucket of a value is the CRC-32 of its UTF-8 bytes (as in zip files, and in
 * Python's {@code zlib.crc32}), modulo their number.
 *
 * @param count of buckets
 */
public record Buckets(int count) implements Encoding {

  @Override
  public boolean takes(ValueType type) {
    return OneHot.isWord(type) || (type instanceof ListType list && OneHot.isWord(list.element()));
  }

  @Override
  public List<String> columns(String feature) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      columns.add(feature + "#" + i);
    }
    return columns;
  }

  @Override
  public int width() {
    return count;
  }

  @Override
  public void encode(Object value, double[] into, int at) {
    Arrays.fill(into, at, at + count, value == null ? Double.NaN : 0);
    if (value instanceof Collection<?> elements) {
      elements.forEach(element -> into[at + bucket(element)]++);
    } else if (value != null) {
      into[at + bucket(value)]++;
    }
  }

  private int bucket(Object value) {
    CRC32 crc = new CRC32();
    crc.update(value.toString().getBytes(StandardCharsets.UTF_8));
    return (int) (crc.getValue() % count);
  }

  @Override
  public String canonical() {
    return "hash " + count;
  }
}
