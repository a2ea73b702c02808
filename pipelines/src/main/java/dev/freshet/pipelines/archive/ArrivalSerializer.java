package dev.freshet.pipelines.archive;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;
import dev.freshet.pipelines.type.ImmutableSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes an arrival as a length and its parts. It never outlives a job. */
public final class ArrivalSerializer extends ImmutableSerializer<Arrival> {

  static final ArrivalSerializer INSTANCE = new ArrivalSerializer();

  private static final long serialVersionUID = 1L;

  @Override
  public Arrival createInstance() {
    return new Arrival("", "", "", "", 0, 0, 0, 0, 0, 0);
  }

  @Override
  public void serialize(Arrival arrival, DataOutputView target) throws IOException {
    ByteWriter out = new ByteWriter(128);
    out.writeString(arrival.entity()).writeString(arrival.key());
    out.writeString(arrival.source()).writeString(arrival.topic());
    out.writeUnsigned(arrival.partition()).writeUnsigned(arrival.offset());
    out.writeSigned(arrival.eventTime());
    out.writeSigned(arrival.lineage()).writeSigned(arrival.deployment());
    out.writeUnsigned(arrival.folded());
    target.writeInt(out.size());
    out.writeTo(target);
  }

  @Override
  public Arrival deserialize(DataInputView source) throws IOException {
    byte[] bytes = new byte[source.readInt()];
    source.readFully(bytes);
    ByteReader in = new ByteReader(bytes);
    return new Arrival(
        in.readString(),
        in.readString(),
        in.readString(),
        in.readString(),
        (int) in.readUnsigned(),
        in.readUnsigned(),
        in.readSigned(),
        in.readSigned(),
        in.readSigned(),
        in.readUnsigned());
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public TypeSerializerSnapshot<Arrival> snapshotConfiguration() {
    return new Snapshot();
  }

  /** There is one version. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Arrival> {

    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
