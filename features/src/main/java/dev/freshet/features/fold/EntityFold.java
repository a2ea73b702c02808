package dev.freshet.features.fold;

import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.FeatureView;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.features.row.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The engine: folds the events of one entity name into states, one per key, and reads states as
 * rows of timelines or as values at an instant. Immutable and thread-safe; the states are not.
 */
public final class EntityFold {

  private final Entity entity;
  private final List<Source> sources;
  private final List<ViewFold> views;
  private final Map<String, SourceViews> bySource = new HashMap<>();
  private final StateCodec codec;
  private final RowMaker rows;

  private EntityFold(Repository repository, Entity entity) {
    List<FeatureView> definitions = repository.viewsOf(entity);
    this.entity = entity;
    this.sources =
        repository.sources().stream()
            .filter(source -> definitions.stream().anyMatch(view -> view.source().equals(source)))
            .toList();
    this.views = definitions.stream().map(ViewFold::new).toList();
    for (int i = 0; i < sources.size(); i++) {
      bySource.put(sources.get(i).name(), SourceViews.of(i, sources.get(i), views));
    }
    this.codec = new StateCodec(sources, views);
    this.rows = new RowMaker(this, views);
  }

  /** The engine of one entity of a repository. */
  public static EntityFold of(Repository repository, Entity entity) {
    return new EntityFold(repository, entity);
  }

  public Entity entity() {
    return entity;
  }

  /** The sources of the entity's views, in the repository's order. */
  public List<Source> sources() {
    return sources;
  }

  /** A state of no event. */
  public EntityState create() {
    List<RememberedIds> ids = new ArrayList<>(sources.size());
    sources.forEach(source -> ids.add(new RememberedIds()));
    List<ViewState> states = new ArrayList<>(views.size());
    views.forEach(view -> states.add(new ViewState()));
    return new EntityState(Long.MIN_VALUE, 0, ids, states, List.of());
  }

  /**
   * Reads what {@link #write} wrote, perhaps for other definitions: kept features keep their state.
   */
  public EntityState read(byte[] state) {
    return codec.read(state);
  }

  /** The state as bytes. */
  public byte[] write(EntityState state) {
    return codec.write(state);
  }

  /**
   * Takes in an event.
   *
   * @param source one of {@link #sources()}
   * @param now the wall clock in epoch milliseconds: no reader asks for an earlier instant
   */
  public Outcome fold(EntityState state, Source source, Event event, long now, FoldMeter meter) {
    state.passTo(now);
    SourceViews at = bySource.get(source.name());
    switch (check(state, at, event)) {
      case REPEATED -> {
        return Outcome.REPEATED;
      }
      case UNCHECKED -> meter.unchecked();
      case NEW -> {}
    }
    if (!isSeen(state, at, event)) {
      return Outcome.TOO_LATE;
    }
    state.countFolded();
    if (event.timestamp() >= state.clock()) {
      PendingEvent waiting = new PendingEvent(source, event);
      int found = Collections.binarySearch(state.pending(), waiting);
      state.pending().add(found < 0 ? -found - 1 : found, waiting);
      rehearse(source, event, meter);
    } else {
      take(state, source, event, meter);
    }
    return Outcome.FOLDED;
  }

  /**
   * The row of the state: every feature's timeline from {@code now} on.
   *
   * @param now the wall clock in epoch milliseconds
   * @param budgetBytes how many bytes of steps it may hold beyond the next five minutes
   */
  public Row row(EntityState state, long now, Reach reach, int budgetBytes) {
    passTo(state, now);
    return rows.row(state, reach, budgetBytes);
  }

  /**
   * The value of a feature at an instant that is not before any other asked of this state.
   *
   * @return {@code null} where there is none
   */
  public Object value(EntityState state, AggregatedFeature feature, long t) {
    passTo(state, t);
    for (int i = 0; i < views.size(); i++) {
      if (views.get(i).view().name().equals(feature.view())) {
        return value(views.get(i), state.views().get(i), feature, t);
      }
    }
    throw new IllegalArgumentException(entity.name() + " has no feature " + feature.fullName());
  }

  /**
   * Lets go what no reader can see any more, as everything does that reads the state: for one that
   * takes in many events between two readings.
   *
   * @param now no reader asks for an earlier instant
   */
  public void advance(EntityState state, long now) {
    passTo(state, now);
  }

  /**
   * The instant from which no reader can see anything of the state, nor any row of it be left in
   * the store, so that it may be dropped; {@link Long#MAX_VALUE} for never.
   */
  public long retainedUntil(EntityState state) {
    long keepUntil = rows.keepUntil(state);
    return keepUntil == Long.MAX_VALUE ? keepUntil : keepUntil + RowMaker.CLOCKS_APART.toMillis();
  }

  /** Moves the clock on, and takes in the events it passes. */
  void passTo(EntityState state, long now) {
    state.passTo(now);
    List<PendingEvent> pending = state.pending();
    int passed = 0;
    while (passed < pending.size() && pending.get(passed).event().timestamp() < state.clock()) {
      PendingEvent due = pending.get(passed++);
      take(state, due.source(), due.event(), FoldMeter.NONE);
    }
    if (passed > 0) {
      pending.subList(0, passed).clear();
    }
    for (ViewState view : state.views()) {
      view.advance(state.clock());
    }
  }

  private static Object value(ViewFold fold, ViewState state, AggregatedFeature feature, long t) {
    Optional<Segment> alive =
        state.current().filter(segment -> t < segment.last() + fold.ttlMillis());
    int at = fold.place(feature.definition());
    if (alive.isEmpty()) {
      return fold.definitions().get(at).empty();
    }
    DefinitionState kept = alive.get().states().get(at);
    return feature
        .span()
        .window()
        .map(window -> kept.tiles(window).through(window, t))
        .orElse(kept.lifetime())
        .reading()
        .at(t);
  }

  private RememberedIds.Check check(EntityState state, SourceViews at, Event event) {
    RememberedIds ids = state.ids().get(at.index());
    if (!event.identified()) {
      ids.passed(event.timestamp());
      return RememberedIds.Check.NEW;
    }
    return ids.check(event.tie(), event.timestamp(), at.source().deduplicateWithin());
  }

  private boolean isSeen(EntityState state, SourceViews at, Event event) {
    for (int view : at.views()) {
      if (views.get(view).sees(event.timestamp(), state.clock())) {
        return true;
      }
    }
    return false;
  }

  /** Lets the meter hear now what an event gives to count that is taken in unheard later. */
  private void rehearse(Source source, Event event, FoldMeter meter) {
    for (int view : bySource.get(source.name()).views()) {
      views.get(view).fold(new ViewState(), event, event.timestamp(), meter);
    }
  }

  private void take(EntityState state, Source source, Event event, FoldMeter meter) {
    for (int view : bySource.get(source.name()).views()) {
      views.get(view).fold(state.views().get(view), event, state.clock(), meter);
    }
  }

  /**
   * The views of one source.
   *
   * @param index the source's, among the sources of the fold
   * @param views their indexes among the views of the fold
   */
  private record SourceViews(int index, Source source, int[] views) {

    static SourceViews of(int index, Source source, List<ViewFold> views) {
      return new SourceViews(
          index,
          source,
          IntStream.range(0, views.size())
              .filter(view -> views.get(view).view().source().equals(source))
              .toArray());
    }
  }
}
