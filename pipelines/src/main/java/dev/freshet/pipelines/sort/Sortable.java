package dev.freshet.pipelines.sort;

import dev.freshet.pipelines.type.ImmutableType;
import java.util.Arrays;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * Bytes with their place in an order: by {@code major}, then by {@code minor}, both signed, then by
 * the bytes, unsigned, so that these begin with what breaks ties.
 */
@TypeInfo(SortableTypeFactory.class)
public record Sortable(long major, long minor, byte[] bytes) implements Comparable<Sortable> {

  /** How it travels. */
  public static final TypeInformation<Sortable> TYPE =
      new ImmutableType<>(Sortable.class, SortableSerializer.INSTANCE);

  @Override
  public int compareTo(Sortable other) {
    if (major != other.major) {
      return Long.compare(major, other.major);
    }
    return minor != other.minor
        ? Long.compare(minor, other.minor)
        : Arrays.compareUnsigned(bytes, other.bytes);
  }
}
