package dev.freshet.infra.train;

import dev.freshet.infra.train.boost.Settings;
import dev.freshet.infra.train.report.TrainingReport.Subject;
import dev.freshet.infra.train.slice.Cut;
import java.time.Duration;
import java.util.Optional;

/**
 * What is to be trained, and how.
 *
 * @param format of the model's file, {@code json} or {@code ubj}
 * @param baseline the column that the model is held against
 * @param study how long features may be studied; zero for not at all
 */
public record Task(
    Subject subject,
    Settings settings,
    Cut cut,
    String format,
    Optional<String> baseline,
    Duration study) {

  Measures measures() {
    return new Measures(settings.objective(), subject.group().isPresent());
  }
}
