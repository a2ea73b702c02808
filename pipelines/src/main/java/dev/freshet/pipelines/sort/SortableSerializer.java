package dev.freshet.pipelines.sort;

import dev.freshet.pipelines.type.ImmutableSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes two longs, a length and the bytes. They never outlive a job. */
public final class SortableSerializer extends ImmutableSerializer<Sortable> {

  public static final SortableSerializer INSTANCE = new SortableSerializer();

  private static final long serialVersionUID = 1L;

  @Override
  public Sortable createInstance() {
    return new Sortable(0, 0, new byte[0]);
  }

  @Override
  public void serialize(Sortable sortable, DataOutputView target) throws IOException {
    target.writeLong(sortable.major());
    target.writeLong(sortable.minor());
    target.writeInt(sortable.bytes().length);
    target.write(sortable.bytes());
  }

  @Override
  public Sortable deserialize(DataInputView source) throws IOException {
    long major = source.readLong();
    long minor = source.readLong();
    byte[] bytes = new byte[source.readInt()];
    source.readFully(bytes);
    return new Sortable(major, minor, bytes);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    target.writeLong(source.readLong());
    target.writeLong(source.readLong());
    int length = source.readInt();
    target.writeInt(length);
    target.write(source, length);
  }

  @Override
  public TypeSerializerSnapshot<Sortable> snapshotConfiguration() {
    return new Snapshot();
  }

  /** There is one version. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Sortable> {

    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
