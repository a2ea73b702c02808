package dev.freshet.pipelines.parity;

import dev.freshet.features.type.Timestamps;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What becomes of one feature's values, one after another. */
final class FeatureTally {

  private static final int EXAMPLES = 3;

  private final String feature;
  private final List<Found> largest = new ArrayList<>();
  private long compared;
  private long equal;
  private long approximate;
  private long different;
  private long explained;
  private long noRow;
  private long notArchived;
  private long beyondHorizon;

  FeatureTally(String feature) {
    this.feature = feature;
  }

  private record Found(boolean explained, double distance, ParityReport.Example example) {}

  void equal() {
    compared++;
    equal++;
  }

  void beyondHorizon() {
    beyondHorizon++;
  }

  /**
   * Takes in a difference.
   *
   * @param rowless whether it was answered without a row
   */
  void differs(ServedRow row, Difference difference, Judgement judgement, boolean rowless) {
    compared++;
    switch (judgement.kind()) {
      case ROUNDED -> equal++;
      case APPROXIMATE -> approximate++;
      case EXPLAINED -> {
        explained++;
        noRow += rowless ? 1 : 0;
        different(row, difference, true);
      }
      case NOT_ARCHIVED -> {
        notArchived++;
        different(row, difference, false);
      }
      case UNEXPLAINED -> different(row, difference, false);
    }
  }

  private void different(ServedRow row, Difference difference, boolean isExplained) {
    different++;
    largest.add(
        new Found(
            isExplained,
            Likeness.distance(difference.served(), difference.offline()),
            new ParityReport.Example(
                row.entities(),
                Timestamps.format(row.asOf()),
                difference.served(),
                difference.offline(),
                isExplained)));
    largest.sort(
        Comparator.comparing(Found::explained)
            .thenComparing(Comparator.comparingDouble(Found::distance).reversed()));
    if (largest.size() > EXAMPLES) {
      largest.remove(EXAMPLES);
    }
  }

  ParityReport.OfFeature report() {
    return new ParityReport.OfFeature(
        feature,
        new ParityReport.Counts(
            compared, equal, approximate, different, explained, noRow, notArchived, beyondHorizon),
        largest.stream().map(Found::example).toList());
  }
}
