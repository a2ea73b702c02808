package dev.freshet.features.fold;

import dev.freshet.features.definition.FeatureDefinition.Span;
import dev.freshet.features.row.Row;
import dev.freshet.features.row.RowBuilder;
import dev.freshet.features.row.Section;
import dev.freshet.features.row.Section.Life;
import dev.freshet.features.row.ViewSchemas;
import dev.freshet.features.timeline.EncodedTimeline;
import dev.freshet.features.timeline.TimelineBuilder;
import dev.freshet.features.timeline.TimelineBuilder.Piece;
import dev.freshet.features.window.Tiles;
import dev.freshet.features.window.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the row of a state. Where events are pending, the timelines are made of pieces: one up to
 * the first instant at which a pending event counts, one from there on, and so forth.
 */
final class RowMaker {

  /** How long after its last change a row is kept. */
  static final Duration KEPT = Duration.ofDays(7);

  /** How far the store's clock may be behind ours. */
  static final Duration CLOCKS_APART = Duration.ofHours(1);

  private static final Duration NEAR = Duration.ofMinutes(10);

  /** With this many tiles or fewer, the whole row is as quickly made as the near part of it. */
  private static final int FEW_TILES = 32;

  private final EntityFold fold;
  private final List<ViewFold> views;
  private final long[] fingerprints;
  private final boolean endless;

  RowMaker(EntityFold fold, List<ViewFold> views) {
    this.fold = fold;
    this.views = views;
    this.fingerprints =
        views.stream().mapToLong(view -> ViewSchemas.fingerprint(view.view())).toArray();
    this.endless = views.stream().anyMatch(ViewFold::endless);
  }

  /** The row as of the state's clock. */
  Row row(EntityState state, Reach reach, int budgetBytes) {
    long start = state.clock();
    long until =
        reach == Reach.FULL || tileCount(state) <= FEW_TILES
            ? Long.MAX_VALUE - 1
            : start + NEAR.toMillis();
    List<Draft> drafts = new ArrayList<>(views.size());
    for (ViewFold view : views) {
      drafts.add(new Draft(view));
    }
    EntityState seen = state;
    while (true) {
      List<PendingEvent> pending = seen.pending();
      long next = pending.isEmpty() ? Long.MAX_VALUE : pending.get(0).event().timestamp() + 1;
      for (int i = 0; i < drafts.size(); i++) {
        // A view without events has no section, unless one of those that wait is for it.
        if (!seen.views().get(i).segments().isEmpty() || !state.pending().isEmpty()) {
          drafts.get(i).append(seen.views().get(i), seen.clock(), Math.min(until, next));
        }
      }
      if (pending.isEmpty()) {
        break;
      }
      seen = seen == state ? fold.read(fold.write(state)) : seen;
      fold.passTo(seen, next);
    }
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i++) {
      if (!seen.views().get(i).segments().isEmpty()) {
        sections.add(drafts.get(i).section(fingerprints[i]));
      }
    }
    return RowBuilder.build(
        start, until + 1, keepUntil(seen), state.folded(), budgetBytes, sections);
  }

  /** The instant after which the store may forget the row. */
  long keepUntil(EntityState state) {
    if (endless) {
      return Long.MAX_VALUE;
    }
    long lastChange = state.clock();
    for (PendingEvent waiting : state.pending()) {
      lastChange = Math.max(lastChange, waiting.event().timestamp() + 1);
    }
    for (int i = 0; i < views.size(); i++) {
      lastChange = Math.max(lastChange, lastChange(views.get(i), state.views().get(i)));
    }
    return lastChange + KEPT.toMillis();
  }

  private static long lastChange(ViewFold view, ViewState state) {
    if (state.current().isEmpty()) {
      return Long.MIN_VALUE;
    }
    Segment segment = state.current().get();
    if (view.hasTtl()) {
      return segment.last() + view.ttlMillis();
    }
    long last = Long.MIN_VALUE;
    for (DefinitionState kept : segment.states()) {
      last = Math.max(last, kept.lastLeave());
    }
    return last;
  }

  private static int tileCount(EntityState state) {
    int count = 0;
    for (ViewState view : state.views()) {
      for (Segment segment : view.segments()) {
        for (DefinitionState kept : segment.states()) {
          count += kept.tileCount();
        }
      }
    }
    return count;
  }

  /** One view's section in the making. */
  private static final class Draft {

    private final ViewFold view;
    private final List<Life> lives = new ArrayList<>();
    private final List<TimelineBuilder> timelines = new ArrayList<>();

    Draft(ViewFold view) {
      this.view = view;
      for (int feature = 0; feature < view.featureCount(); feature++) {
        timelines.add(new TimelineBuilder());
      }
    }

    /** Appends what the state says from an instant on, known up to another one. */
    void append(ViewState state, long from, long until) {
      long end = Life.NO_EVENT;
      if (view.hasTtl()) {
        end = state.current().map(segment -> segment.last() + view.ttlMillis()).orElse(end);
        lives.add(new Life(from, end));
      }
      int feature = 0;
      for (int i = 0; i < view.definitions().size(); i++) {
        DefinitionFold definition = view.definitions().get(i);
        for (Span span : definition.definition().spans()) {
          Piece piece = new Piece();
          boolean complete = true;
          if (state.current().isEmpty() || end <= from) {
            piece.prepend(from, definition.nothing());
          } else {
            DefinitionState kept = state.current().get().states().get(i);
            complete = append(piece, kept, span, from, Math.min(until, end)) || end <= until;
          }
          timelines.get(feature++).append(piece, complete);
        }
      }
    }

    /** Fills the piece, and tells whether nothing comes after it. */
    private static boolean append(
        Piece piece, DefinitionState kept, Span span, long from, long until) {
      if (span.window().isEmpty()) {
        piece.prepend(from, kept.lifetime().reading());
        return true;
      }
      Window window = span.window().get();
      Tiles tiles = kept.tiles(window);
      return !tiles.walk(
          window, from, until, (instant, left) -> piece.prepend(instant, left.reading()));
    }

    Section section(long fingerprint) {
      List<EncodedTimeline> encoded = new ArrayList<>();
      int feature = 0;
      for (DefinitionFold definition : view.definitions()) {
        for (int span = 0; span < definition.definition().spans().size(); span++) {
          encoded.add(EncodedTimeline.of(timelines.get(feature++).build(), definition.empty()));
        }
      }
      return new Section(fingerprint, lives, encoded);
    }
  }
}
