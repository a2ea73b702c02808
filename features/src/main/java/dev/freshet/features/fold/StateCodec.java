package dev.freshet.features.fold;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;
import dev.freshet.features.bytes.MalformedBytesException;
import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Entity states as bytes. Everything inside is addressed by name or stable id, so that a state is
 * read under changed definitions: what is no longer defined is passed over, what is new starts with
 * no event. The format is drawn in {@code docs/formats/state.md}.
 */
final class StateCodec {

  private static final int VERSION = 1;

  private final List<Source> sources;
  private final List<ViewFold> views;

  StateCodec(List<Source> sources, List<ViewFold> views) {
    this.sources = sources;
    this.views = views;
  }

  byte[] write(EntityState state) {
    ByteWriter out = new ByteWriter(256);
    out.writeByte(VERSION).writeSigned(state.clock()).writeUnsigned(state.folded());
    out.writeUnsigned(sources.size());
    for (int i = 0; i < sources.size(); i++) {
      out.writeString(sources.get(i).name());
      int block = out.beginBlock();
      state.ids().get(i).write(out, sources.get(i).deduplicateWithin());
      out.endBlock(block);
    }
    out.writeUnsigned(views.size());
    for (int i = 0; i < views.size(); i++) {
      out.writeFixed(views.get(i).id(), 8);
      int block = out.beginBlock();
      writeView(out, views.get(i), state.views().get(i));
      out.endBlock(block);
    }
    out.writeUnsigned(state.pending().size());
    for (PendingEvent waiting : state.pending()) {
      out.writeString(waiting.source().name());
      int block = out.beginBlock();
      writeEvent(out, waiting);
      out.endBlock(block);
    }
    return out.toByteArray();
  }

  EntityState read(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int version = in.readByte();
    if (version != VERSION) {
      throw new MalformedBytesException("an entity state of the unknown version " + version, 0);
    }
    long clock = in.readSigned();
    long folded = in.readUnsigned();
    Map<String, RememberedIds> ids = new HashMap<>();
    for (int left = (int) in.readUnsigned(); left > 0; left--) {
      ids.put(in.readString(), RememberedIds.read(in.block()));
    }
    Map<Long, ByteReader> blocks = new HashMap<>();
    for (int left = (int) in.readUnsigned(); left > 0; left--) {
      blocks.put(in.readFixed(8), in.block());
    }
    List<ViewState> viewStates = new ArrayList<>();
    for (ViewFold view : views) {
      viewStates.add(
          blocks.containsKey(view.id())
              ? readView(blocks.get(view.id()), view, clock)
              : new ViewState());
    }
    List<PendingEvent> pending = new ArrayList<>();
    for (int left = (int) in.readUnsigned(); left > 0; left--) {
      String name = in.readString();
      ByteReader block = in.block();
      sourceNamed(name).forEach(source -> pending.add(readEvent(block, source)));
    }
    List<RememberedIds> remembered =
        sources.stream()
            .map(source -> ids.getOrDefault(source.name(), new RememberedIds()))
            .toList();
    return new EntityState(clock, folded, remembered, viewStates, pending);
  }

  private static void writeView(ByteWriter out, ViewFold view, ViewState state) {
    out.writeUnsigned(state.segments().size());
    for (Segment segment : state.segments()) {
      out.writeSigned(segment.first()).writeSigned(segment.last() - segment.first());
      out.writeUnsigned(view.definitions().size());
      for (int i = 0; i < view.definitions().size(); i++) {
        DefinitionFold definition = view.definitions().get(i);
        out.writeFixed(definition.id(), 8);
        int block = out.beginBlock();
        definition.write(out, segment.states().get(i));
        out.endBlock(block);
      }
    }
  }

  private static ViewState readView(ByteReader in, ViewFold view, long clock) {
    ViewState state = new ViewState();
    for (int segments = (int) in.readUnsigned(); segments > 0; segments--) {
      long first = in.readSigned();
      long last = first + in.readSigned();
      Map<Long, ByteReader> blocks = new HashMap<>();
      for (int left = (int) in.readUnsigned(); left > 0; left--) {
        blocks.put(in.readFixed(8), in.block());
      }
      List<DefinitionState> states = new ArrayList<>();
      for (DefinitionFold definition : view.definitions()) {
        ByteReader block = blocks.get(definition.id());
        states.add(block == null ? definition.create(clock) : definition.read(block, clock));
      }
      state.segments().add(new Segment(first, last, states));
    }
    return state;
  }

  /** Writes the fields by name, since the source's fields may be others when they are read. */
  private static void writeEvent(ByteWriter out, PendingEvent waiting) {
    Event event = waiting.event();
    out.writeSigned(event.timestamp()).writeByte(event.identified() ? 1 : 0);
    out.writeBlock(event.tie());
    Source source = waiting.source();
    out.writeUnsigned(source.fields().size());
    for (int i = 0; i < source.fields().size(); i++) {
      Source.Field field = source.fields().get(i);
      out.writeString(field.name()).writeString(field.type().text());
      int block = out.beginBlock();
      out.writeValue(event.slots()[i]);
      out.endBlock(block);
    }
  }

  private static PendingEvent readEvent(ByteReader in, Source source) {
    long timestamp = in.readSigned();
    boolean identified = in.readByte() == 1;
    byte[] tie = in.readBlock();
    Object[] slots = new Object[source.fields().size()];
    for (int left = (int) in.readUnsigned(); left > 0; left--) {
      String name = in.readString();
      String type = in.readString();
      ByteReader block = in.block();
      source
          .slot(name)
          .filter(slot -> source.fields().get(slot).type().text().equals(type))
          .ifPresent(slot -> slots[slot] = block.readValue());
    }
    return new PendingEvent(source, new Event(timestamp, identified, tie, slots));
  }

  private Stream<Source> sourceNamed(String name) {
    return sources.stream().filter(source -> source.name().equals(name));
  }
}
