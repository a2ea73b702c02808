package dev.freshet.pipelines.parity;

import java.util.List;
import java.util.Map;

/**
 * How far what was served equals what the same events give offline.
 *
 * @param rows that were served
 * @param unreadable lines that are no rows
 * @param unknown features that were served and that the repository does not have
 * @param features in the order in which they were first served
 * @param behind of how long the rows that were read were behind
 */
public record ParityReport(
    long rows, long unreadable, List<String> unknown, List<OfFeature> features, Behind behind) {

  public ParityReport {
    unknown = List.copyOf(unknown);
    features = List.copyOf(features);
  }

  /** Of all features together. */
  public Counts total() {
    return features.stream().map(OfFeature::counts).reduce(Counts.NONE, Counts::plus);
  }

  /**
   * What became of values.
   *
   * @param compared all but those beyond a horizon
   * @param equal the same offline
   * @param approximate others, from sketches, and within their bounds
   * @param different others
   * @param explained of those different, how many are what the events give that the row's version
   *     knew: the other events were folded after the answer
   * @param noRow of those explained, how many were answered without a row, as with no event
   * @param notArchived of those different, how many cannot be judged since the archive does not
   *     have the events of the row's version
   * @param beyondHorizon that were not served since the row was cut off before
   */
  public record Counts(
      long compared,
      long equal,
      long approximate,
      long different,
      long explained,
      long noRow,
      long notArchived,
      long beyondHorizon) {

    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0);

    /** The share of values that are right: all but those different and not explained. 1 of none. */
    public double share() {
      return compared == 0 ? 1 : 1 - (double) (different - explained) / compared;
    }

    Counts plus(Counts more) {
      return new Counts(
          compared + more.compared,
          equal + more.equal,
          approximate + more.approximate,
          different + more.different,
          explained + more.explained,
          noRow + more.noRow,
          notArchived + more.notArchived,
          beyondHorizon + more.beyondHorizon);
    }
  }

  /**
   * What became of one feature's values.
   *
   * @param examples the largest differences, those not explained first
   */
  public record OfFeature(String feature, Counts counts, List<Example> examples) {

    public OfFeature {
      examples = List.copyOf(examples);
    }
  }

  /**
   * One difference.
   *
   * @param entities join key values by name
   * @param asOf RFC 3339
   * @param served {@code null} for none
   * @param offline {@code null} for none
   * @param explained whether it is what the events give that the row's version knew
   */
  public record Example(
      Map<String, Object> entities,
      String asOf,
      Object served,
      Object offline,
      boolean explained) {}

  /**
   * Of the explained differences, how long before the answer the first event was appended that the
   * row did not know yet, in milliseconds; -1 if there are none.
   */
  public record Behind(long p50, long p99, long max) {

    static final Behind NONE = new Behind(-1, -1, -1);
  }
}
