package dev.freshet.features.pair;

/** Hears of events that are not paired though they came. */
public interface PairMeter {

  /** Hears nothing. */
  PairMeter NONE =
      new PairMeter() {
        @Override
        public void failedWhere() {}

        @Override
        public void tooLate() {}
      };

  /** A {@code where} failed, which counts as not true. */
  void failedWhere();

  /** The event came so late that what it would be paired with is forgotten. */
  void tooLate();
}
