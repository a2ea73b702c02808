package dev.freshet.features.row;

import dev.freshet.features.bytes.ByteWriter;
import dev.freshet.features.timeline.EncodedTimeline;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Puts a row together and finds its horizon: the first instant whose steps no longer fit the
 * budget. Steps of the first five minutes always stay.
 */
public final class RowBuilder {

  /** How far a row is whole whatever the budget. */
  public static final Duration ALWAYS_WHOLE = Duration.ofMinutes(5);

  private RowBuilder() {}

  /**
   * Packs timelines, cut where the budget ends.
   *
   * @param startsAt the instant the timelines start at
   * @param knownUntil the first instant for which incomplete timelines are not known any more
   * @param keepUntil see {@link Row}
   * @param budgetBytes of all steps together
   */
  public static Row build(
      long startsAt,
      long knownUntil,
      long keepUntil,
      long folded,
      int budgetBytes,
      List<Section> sections) {
    long horizon = horizon(startsAt, knownUntil, budgetBytes, sections);
    ByteWriter out = new ByteWriter(256);
    out.writeUnsigned(sections.size());
    for (Section section : sections) {
      out.writeFixed(section.fingerprint(), 8);
      int block = out.beginBlock();
      out.writeUnsigned(section.lives().size());
      for (Section.Life life : section.lives()) {
        out.writeSigned(life.from() - startsAt);
        boolean noEvent = life.until() == Section.Life.NO_EVENT;
        out.writeSigned(noEvent ? -1 : Math.max(0, life.until() - life.from()));
      }
      for (EncodedTimeline timeline : section.timelines()) {
        timeline.write(out, horizon);
      }
      out.endBlock(block);
    }
    return new Row(startsAt, horizon, keepUntil, folded, out.toByteArray());
  }

  private static long horizon(
      long startsAt, long knownUntil, int budgetBytes, List<Section> sections) {
    long whole = startsAt + ALWAYS_WHOLE.toMillis();
    long horizon = RowVersion.ENDLESS;
    int steps = 0;
    int bytes = 0;
    for (Section section : sections) {
      for (EncodedTimeline timeline : section.timelines()) {
        horizon = timeline.complete() ? horizon : Math.min(horizon, knownUntil);
        steps += timeline.steps();
        bytes += timeline.sizeBytes();
      }
    }
    if (bytes <= budgetBytes) {
      return horizon;
    }
    return Math.min(horizon, firstBeyond(budgetBytes, whole, instantsAndSizes(sections, steps)));
  }

  /** Each step as two longs, by instant. */
  private static long[][] instantsAndSizes(List<Section> sections, int steps) {
    long[][] all = new long[steps][];
    int next = 0;
    for (Section section : sections) {
      for (EncodedTimeline timeline : section.timelines()) {
        for (int step = 0; step < timeline.steps(); step++) {
          all[next++] = new long[] {timeline.instant(step), timeline.sizeBytes(step)};
        }
      }
    }
    Arrays.sort(all, (left, right) -> Long.compare(left[0], right[0]));
    return all;
  }

  private static long firstBeyond(int budgetBytes, long whole, long[][] steps) {
    long bytes = 0;
    for (int i = 0; i < steps.length; ) {
      long instant = steps[i][0];
      for (; i < steps.length && steps[i][0] == instant; i++) {
        bytes += steps[i][1];
      }
      if (bytes > budgetBytes && instant > whole) {
        return instant;
      }
    }
    return RowVersion.ENDLESS;
  }
}
