package dev.freshet.pipelines.training;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What is asked for.
 *
 * @param wanted the features
 * @param spine a file whose rows say who is asked about, and as of when
 * @param out the file to be written
 * @param timestamp the spine's column of instants
 * @param events globs to read events from instead of the sources' own files, by source
 * @param lag how much later than its time an event becomes known
 * @param strict whether one unreadable row of an event file stops the run
 */
public record TrainingRequest(
    Wanted wanted,
    Path spine,
    Path out,
    String timestamp,
    Map<String, List<String>> events,
    Duration lag,
    boolean strict) {

  public static final String DEFAULT_TIMESTAMP = "event_timestamp";
}
