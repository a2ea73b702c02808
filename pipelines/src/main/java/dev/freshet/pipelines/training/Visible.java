package dev.freshet.pipelines.training;

import dev.freshet.features.definition.FeatureDefinition;
import dev.freshet.features.definition.Source;
import dev.freshet.features.window.Window;
import dev.freshet.pipelines.spine.Spine;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The times of a source's events that some row of a spine can see.
 *
 * @param from the earliest, epoch milliseconds
 * @param until behind the latest
 */
record Visible(long from, long until) {

  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
  private static final Pattern DATE = Pattern.compile("date=([0-9]{4}-[0-9]{2}-[0-9]{2})");

  /** What is seen of a source, by the features that are needed of it. */
  static Visible of(Needs needs, Source source, Spine spine, Duration lag) {
    if (spine.rows() == 0) {
      return new Visible(Long.MAX_VALUE, Long.MIN_VALUE);
    }
    long from = from(needs, source, spine);
    for (Source pairs : needs.pairsOf(source)) {
      long paired = from(needs, pairs, spine);
      long within = pairs.pairs().orElseThrow().within().toMillis();
      from = Math.min(from, paired == Long.MIN_VALUE ? paired : paired - within);
    }
    // Repeats of what is seen are known by ids from before, and those by ids from before them.
    long remembered = source.eventId().isPresent() ? 2 * source.deduplicateWithin().toMillis() : 0;
    return new Visible(
        from == Long.MIN_VALUE ? from : from - remembered, spine.last() - lag.toMillis());
  }

  private static long from(Needs needs, Source source, Spine spine) {
    long from = Long.MAX_VALUE;
    for (FeatureDefinition definition : needs.definitions(source).toList()) {
      for (FeatureDefinition.Span span : definition.spans()) {
        Optional<Window> window = span.window();
        from = Math.min(from, window.map(w -> w.far(spine.first())).orElse(Long.MIN_VALUE));
      }
    }
    return from;
  }

  /** Whether a file may hold such events. A file that tells of no date may. */
  boolean mayBeIn(Path file) {
    return date(file)
        .map(LocalDate::toEpochDay)
        .map(day -> day * DAY_MILLIS < until && (day + 1) * DAY_MILLIS > from)
        .orElse(true);
  }

  /** The date of the innermost folder, or file, that is named {@code date=YYYY-MM-DD}. */
  static Optional<LocalDate> date(Path file) {
    for (int i = file.getNameCount() - 1; i >= 0; i--) {
      Matcher name = DATE.matcher(file.getName(i).toString());
      if (name.matches()) {
        try {
          return Optional.of(LocalDate.parse(name.group(1)));
        } catch (DateTimeException noDate) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}
