package dev.freshet.features.fold;

import dev.freshet.features.aggregation.Aggregation;
import dev.freshet.features.aggregation.Partial;
import dev.freshet.features.aggregation.Reading;
import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;
import dev.freshet.features.bytes.StableId;
import dev.freshet.features.definition.FeatureDefinition;
import dev.freshet.features.definition.FeatureDefinition.Span;
import dev.freshet.features.definition.FeatureView;
import dev.freshet.features.event.Event;
import dev.freshet.features.expression.Expression;
import dev.freshet.features.window.Tiles;
import dev.freshet.features.window.Tiling;
import dev.freshet.features.window.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How one definition takes in events, and how its state is kept. Immutable. */
final class DefinitionFold {

  private final FeatureView view;
  private final FeatureDefinition definition;
  private final Aggregation aggregation;
  private final Expression where;
  private final Expression value;
  private final Expression by;
  private final boolean lifetime;
  private final Tiling tiling;
  private final long id;

  DefinitionFold(FeatureView view, FeatureDefinition definition) {
    this.view = view;
    this.definition = definition;
    this.aggregation = definition.aggregation();
    this.where = definition.where().orElse(null);
    this.value = definition.value().orElse(null);
    this.by = definition.by().orElse(null);
    this.lifetime = definition.spans().stream().anyMatch(span -> span.window().isEmpty());
    List<Window> windows =
        definition.spans().stream().map(Span::window).flatMap(Optional::stream).toList();
    this.tiling = windows.isEmpty() ? null : new Tiling(windows);
    this.id = StableId.of(definition.canonical(view));
  }

  long id() {
    return id;
  }

  FeatureDefinition definition() {
    return definition;
  }

  Object empty() {
    return aggregation.empty();
  }

  /** What is read with no event. */
  Reading nothing() {
    return new Reading.Constant(aggregation.empty());
  }

  boolean hasLifetime() {
    return lifetime;
  }

  /** The earliest instant that a reader at {@code now} still sees. */
  long far(long now) {
    return lifetime ? Long.MIN_VALUE : tiling.far(now);
  }

  DefinitionState create(long clock) {
    return new DefinitionState(
        lifetime ? aggregation.zero() : null,
        tiling == null ? List.of() : List.of(new Tiles(aggregation, tiling, clock)));
  }

  void fold(DefinitionState state, Event event, FoldMeter meter) {
    Object[] slots = event.slots();
    if (where != null) {
      Object passes = where.evaluate(slots);
      if (passes != Boolean.TRUE && !Boolean.TRUE.equals(passes)) {
        if (passes == Expression.FAILED) {
          meter.failed(view, definition);
        }
        return;
      }
    }
    Object aggregated = value == null ? null : value.evaluate(slots);
    Object keys = by == null ? null : by.evaluate(slots);
    if (aggregated == Expression.FAILED || keys == Expression.FAILED) {
      meter.failed(view, definition);
      return;
    }
    int letGo = state.add(aggregated, keys, event.timestamp(), event.tie());
    if (letGo > 0) {
      meter.letGo(view, definition, letGo);
    }
  }

  void write(ByteWriter out, DefinitionState state) {
    out.writeByte(state.lifetime() == null ? 0 : 1);
    if (state.lifetime() != null) {
      state.lifetime().write(out);
    }
    out.writeUnsigned(state.cohorts().size());
    for (Tiles tiles : state.cohorts()) {
      List<Window> windows = tiles.tiling().windows();
      out.writeUnsigned(windows.size());
      windows.forEach(window -> out.writeUnsigned(window.millis()));
      int block = out.beginBlock();
      tiles.write(out);
      out.endBlock(block);
    }
  }

  /** Reads a state that may have been written for other windows. */
  DefinitionState read(ByteReader in, long clock) {
    Partial kept = in.readByte() == 1 ? aggregation.read(in) : aggregation.zero();
    List<Tiles> cohorts = new ArrayList<>();
    List<Window> missing = new ArrayList<>(tiling == null ? List.of() : tiling.windows());
    for (int left = (int) in.readUnsigned(); left > 0; left--) {
      List<Window> windows = new ArrayList<>();
      for (int i = (int) in.readUnsigned(); i > 0; i--) {
        Duration length = Duration.ofMillis(in.readUnsigned());
        missing.stream().filter(window -> window.length().equals(length)).forEach(windows::add);
      }
      ByteReader block = in.block();
      if (!windows.isEmpty()) {
        missing.removeAll(windows);
        cohorts.add(Tiles.read(aggregation, new Tiling(windows), block));
      }
    }
    if (!missing.isEmpty()) {
      cohorts.add(new Tiles(aggregation, new Tiling(missing), clock));
    }
    return new DefinitionState(lifetime ? kept : null, List.copyOf(cohorts));
  }
}
