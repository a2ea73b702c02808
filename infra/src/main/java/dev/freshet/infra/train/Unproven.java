package dev.freshet.infra.train;

import dev.freshet.infra.train.metric.Interval;
import dev.freshet.infra.train.report.ReportPage;
import dev.freshet.infra.train.report.TrainingReport.Compared;
import dev.freshet.infra.train.report.TrainingReport.Measured;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Warns of a model that has not been shown to know more than what needs no model. */
final class Unproven {

  private Unproven() {}

  /**
   * What is to be said of a model; empty if it is better by all of some figures.
   *
   * @param names the figures that count
   */
  static Optional<String> of(List<Measured> figures, Collection<String> names) {
    List<String> found = new ArrayList<>();
    boolean isWorse = false;
    for (Measured figure : figures) {
      if (names.contains(figure.name())) {
        for (Compared compared : figure.baselines()) {
          if (isNoModel(compared) && compared.gain().low() <= 0) {
            isWorse |= compared.gain().value() <= 0;
            found.add(told(figure, compared));
          }
        }
      }
    }
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Warning: on the test slice this model %s: %s. It is written all the same."
                .formatted(
                    isWorse
                        ? "is no better than what needs no model"
                        : "has not been shown to be better than what needs no model",
                    String.join("; ", found)));
  }

  /** The best feature alone is a model too. */
  private static boolean isNoModel(Compared compared) {
    return !compared.baseline().kind().equals("best_feature");
  }

  private static String told(Measured figure, Compared compared) {
    Interval gain = compared.gain();
    return "%s %s, and %s by %s, so better by %s [%s, %s]"
        .formatted(
            figure.name(),
            ReportPage.number(figure.model().value()),
            ReportPage.number(compared.value().value()),
            compared.baseline().of().isEmpty() ? "the prior" : compared.baseline().of(),
            ReportPage.number(gain.value()),
            ReportPage.number(gain.low()),
            ReportPage.number(gain.high()));
  }
}
