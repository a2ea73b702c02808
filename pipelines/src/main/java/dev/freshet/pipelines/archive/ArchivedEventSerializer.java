package dev.freshet.pipelines.archive;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;
import dev.freshet.features.event.Event;
import dev.freshet.pipelines.type.EventBytes;
import dev.freshet.pipelines.type.ImmutableSerializer;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes an archived event as a length and its parts. It never outlives a job. */
public final class ArchivedEventSerializer extends ImmutableSerializer<ArchivedEvent> {

  static final ArchivedEventSerializer INSTANCE = new ArchivedEventSerializer();

  private static final long serialVersionUID = 1L;

  @Override
  public ArchivedEvent createInstance() {
    Event event = new Event(0, false, new byte[0], new Object[0]);
    return ArchivedEvent.unkeyed(0, event, Origin.NONE);
  }

  @Override
  public void serialize(ArchivedEvent archived, DataOutputView target) throws IOException {
    Event event = archived.event();
    ByteWriter out = new ByteWriter(256);
    out.writeUnsigned(archived.source());
    out.writeByte((archived.entity().isPresent() ? 1 : 0) | (event.identified() ? 2 : 0));
    archived.entity().ifPresent(out::writeString);
    out.writeString(archived.outcome());
    OriginBytes.write(out, archived.origin());
    EventBytes.write(out, event);
    target.writeInt(out.size());
    out.writeTo(target);
  }

  @Override
  public ArchivedEvent deserialize(DataInputView source) throws IOException {
    byte[] bytes = new byte[source.readInt()];
    source.readFully(bytes);
    ByteReader in = new ByteReader(bytes);
    int sourceIndex = (int) in.readUnsigned();
    int flags = in.readByte();
    Optional<String> entity = (flags & 1) != 0 ? Optional.of(in.readString()) : Optional.empty();
    String outcome = in.readString();
    Origin origin = OriginBytes.read(in);
    Event event = EventBytes.read(in, (flags & 2) != 0);
    return new ArchivedEvent(sourceIndex, event, origin, entity, outcome);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public TypeSerializerSnapshot<ArchivedEvent> snapshotConfiguration() {
    return new Snapshot();
  }

  /** There is one version. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<ArchivedEvent> {

    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
