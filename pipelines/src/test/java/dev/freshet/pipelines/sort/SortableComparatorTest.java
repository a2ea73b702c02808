package dev.freshet.pipelines.sort;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.MemorySegment;
import org.apache.flink.core.memory.MemorySegmentFactory;
import org.junit.jupiter.api.Test;

class SortableComparatorTest {

  private static final int KEY_BYTES = 16;

  private final SortableComparator comparator = new SortableComparator();

  @Test
  void allWaysOfComparingAgree() throws IOException {
    for (int seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      Sortable first = sortable(random);
      Sortable second = random.nextInt(10) == 0 ? first : sortable(random);
      int order = Integer.signum(first.compareTo(second));

      comparator.setReference(first);
      SortableComparator other = (SortableComparator) comparator.duplicate();
      other.setReference(second);
      String told = "seed %d: %s, %s".formatted(seed, first, second);
      assertThat(Integer.signum(comparator.compare(first, second))).as(told).isEqualTo(order);
      assertThat(Integer.signum(comparator.compareSerialized(written(first), written(second))))
          .as(told)
          .isEqualTo(order);
      // Flink's way: what the other refers to, in relation to this one.
      assertThat(Integer.signum(comparator.compareToReference(other))).as(told).isEqualTo(-order);
      assertThat(comparator.equalToReference(second)).as(told).isEqualTo(order == 0);
      int byKey = key(first).compare(key(second), 0, 0, KEY_BYTES);
      assertThat(byKey == 0 || Integer.signum(byKey) == order).as(told).isTrue();
      if (first.major() != second.major() || first.minor() != second.minor()) {
        assertThat(byKey).as(told).isNotZero();
      }
    }
  }

  @Test
  void whatIsWrittenIsReadAndCopiedAlike() throws IOException {
    SortableSerializer serializer = SortableSerializer.INSTANCE;
    for (int seed = 0; seed < 100; seed++) {
      Sortable sortable = sortable(new Random(seed));
      assertThat(serializer.deserialize(written(sortable)))
          .usingRecursiveComparison()
          .isEqualTo(sortable);
      DataOutputSerializer copy = new DataOutputSerializer(16);
      serializer.copy(written(sortable), copy);
      assertThat(serializer.deserialize(new DataInputDeserializer(copy.getCopyOfBuffer())))
          .usingRecursiveComparison()
          .isEqualTo(sortable);
    }
  }

  private static Sortable sortable(Random random) {
    byte[] bytes = new byte[random.nextInt(5)];
    random.nextBytes(bytes);
    return new Sortable(number(random), number(random), bytes);
  }

  private static long number(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextLong();
      case 1 -> random.nextInt(3) - 1;
      case 2 -> Long.MIN_VALUE;
      default -> Long.MAX_VALUE;
    };
  }

  private MemorySegment key(Sortable sortable) {
    MemorySegment key = MemorySegmentFactory.allocateUnpooledSegment(KEY_BYTES);
    comparator.putNormalizedKey(sortable, key, 0, KEY_BYTES);
    return key;
  }

  private static DataInputDeserializer written(Sortable sortable) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    SortableSerializer.INSTANCE.serialize(sortable, out);
    return new DataInputDeserializer(out.getCopyOfBuffer());
  }
}
