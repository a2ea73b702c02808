package dev.freshet.pipelines.sort;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeComparator;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.core.memory.MemorySegment;

/**
 * Compares by Flink's rules: the sixteen bytes of both longs are the normalized key, which settles
 * nearly all comparisons; the bytes behind are looked at only where those are equal.
 */
final class SortableComparator extends TypeComparator<Sortable> {

  private static final long serialVersionUID = 1L;
  private static final int KEY_BYTES = 2 * Long.BYTES;

  private transient Sortable reference;

  @Override
  public int hash(Sortable sortable) {
    return Long.hashCode(sortable.major());
  }

  @Override
  public void setReference(Sortable toCompare) {
    reference = toCompare;
  }

  @Override
  public boolean equalToReference(Sortable candidate) {
    return reference.compareTo(candidate) == 0;
  }

  @Override
  public int compareToReference(TypeComparator<Sortable> referenced) {
    return ((SortableComparator) referenced).reference.compareTo(reference);
  }

  @Override
  public int compare(Sortable first, Sortable second) {
    return first.compareTo(second);
  }

  @Override
  public int compareSerialized(DataInputView first, DataInputView second) throws IOException {
    int order = Long.compare(first.readLong(), second.readLong());
    if (order == 0) {
      order = Long.compare(first.readLong(), second.readLong());
    }
    return order == 0 ? compareBytes(first, second) : order;
  }

  private static int compareBytes(DataInputView first, DataInputView second) throws IOException {
    int firstLength = first.readInt();
    int secondLength = second.readInt();
    for (int left = Math.min(firstLength, secondLength); left > 0; left--) {
      int order = first.readUnsignedByte() - second.readUnsignedByte();
      if (order != 0) {
        return order;
      }
    }
    return firstLength - secondLength;
  }

  @Override
  public boolean supportsNormalizedKey() {
    return true;
  }

  @Override
  public int getNormalizeKeyLen() {
    return KEY_BYTES;
  }

  @Override
  public boolean isNormalizedKeyPrefixOnly(int keyBytes) {
    return true;
  }

  @Override
  public void putNormalizedKey(Sortable record, MemorySegment target, int offset, int length) {
    for (int i = 0; i < length; i++) {
      long part = i < Long.BYTES ? record.major() : record.minor();
      long unsigned = part ^ Long.MIN_VALUE;
      int shift = (Long.BYTES - 1 - i % Long.BYTES) * Byte.SIZE;
      target.put(offset + i, i < KEY_BYTES ? (byte) (unsigned >>> shift) : 0);
    }
  }

  @Override
  public boolean invertNormalizedKey() {
    return false;
  }

  @Override
  public TypeComparator<Sortable> duplicate() {
    return new SortableComparator();
  }

  @Override
  public int extractKeys(Object record, Object[] target, int index) {
    target[index] = record;
    return 1;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public TypeComparator[] getFlatComparators() {
    return new TypeComparator[] {this};
  }

  @Override
  public boolean supportsSerializationWithKeyNormalization() {
    return false;
  }

  @Override
  public void writeWithKeyNormalization(Sortable record, DataOutputView target) {
    throw new UnsupportedOperationException("the key stays in the record");
  }

  @Override
  public Sortable readWithKeyDenormalization(Sortable reuse, DataInputView source) {
    throw new UnsupportedOperationException("the key stays in the record");
  }
}
