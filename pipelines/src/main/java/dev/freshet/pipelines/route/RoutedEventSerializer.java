package dev.freshet.pipelines.route;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;
import dev.freshet.features.event.Event;
import dev.freshet.pipelines.archive.Origin;
import dev.freshet.pipelines.archive.OriginBytes;
import dev.freshet.pipelines.type.EventBytes;
import dev.freshet.pipelines.type.ImmutableSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes a routed event as a length and its parts. It never outlives a job. */
public final class RoutedEventSerializer extends ImmutableSerializer<RoutedEvent> {

  public static final RoutedEventSerializer INSTANCE = new RoutedEventSerializer();

  private static final long serialVersionUID = 1L;

  @Override
  public RoutedEvent createInstance() {
    return new RoutedEvent(
        "", 0, false, new Event(0, false, new byte[0], new Object[0]), Origin.NONE);
  }

  @Override
  public void serialize(RoutedEvent routed, DataOutputView target) throws IOException {
    Event event = routed.event();
    ByteWriter out = new ByteWriter(128);
    out.writeString(routed.key()).writeUnsigned(routed.source());
    boolean archived = !routed.origin().equals(Origin.NONE);
    out.writeByte((routed.primary() ? 1 : 0) | (event.identified() ? 2 : 0) | (archived ? 4 : 0));
    if (archived) {
      OriginBytes.write(out, routed.origin());
    }
    EventBytes.write(out, event);
    target.writeInt(out.size());
    out.writeTo(target);
  }

  @Override
  public RoutedEvent deserialize(DataInputView source) throws IOException {
    byte[] bytes = new byte[source.readInt()];
    source.readFully(bytes);
    ByteReader in = new ByteReader(bytes);
    String key = in.readString();
    int sourceIndex = (int) in.readUnsigned();
    int flags = in.readByte();
    Origin origin = (flags & 4) != 0 ? OriginBytes.read(in) : Origin.NONE;
    Event event = EventBytes.read(in, (flags & 2) != 0);
    return new RoutedEvent(key, sourceIndex, (flags & 1) != 0, event, origin);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    byte[] bytes = new byte[source.readInt()];
    source.readFully(bytes);
    target.writeInt(bytes.length);
    target.write(bytes);
  }

  @Override
  public TypeSerializerSnapshot<RoutedEvent> snapshotConfiguration() {
    return new Snapshot();
  }

  /** There is one version. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<RoutedEvent> {

    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
