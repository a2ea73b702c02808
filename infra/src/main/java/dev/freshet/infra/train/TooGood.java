package dev.freshet.infra.train;

import dev.freshet.infra.train.report.TrainingReport.Measured;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Warns of a model so good that one of its features probably knows the label. */
final class TooGood {

  /** An AUC, an NDCG or a share of variance that what people do is hardly ever foretold with. */
  private static final double SUSPECT = 0.99;

  /** By how much that must be better than the prior, for which short lists may be easy too. */
  private static final double GAINED = 0.1;

  private TooGood() {}

  /**
   * What is to be said of a model; empty if nothing is.
   *
   * @param name the figure that counts, 1 at most
   * @param feature the most important one
   */
  static Optional<String> of(List<Measured> figures, String name, String feature) {
    return figures.stream()
        .filter(figure -> figure.name().equals(name) && figure.model().value() >= SUSPECT)
        .filter(figure -> figure.baselines().get(0).gain().value() >= GAINED)
        .findFirst()
        .map(
            figure ->
                String.format(
                    Locale.ROOT,
                    "Warning: %s is %.4f, which is hardly ever true: see whether %s, the most important feature, knows what came of a row.",
                    name,
                    figure.model().value(),
                    feature));
  }
}
