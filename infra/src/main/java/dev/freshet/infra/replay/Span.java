package dev.freshet.infra.replay;

import dev.freshet.features.definition.EventTime;
import dev.freshet.infra.console.Console;
import dev.freshet.infra.console.Progress;
import dev.freshet.pipelines.file.EventRecords;
import dev.freshet.pipelines.record.Decoding;
import dev.freshet.pipelines.record.FieldMeter;
import dev.freshet.pipelines.record.RecordDecoder;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The earliest and the latest time of all events, in epoch milliseconds; the first is greater than
 * the last where there is no event with a time.
 */
record Span(long first, long last) {

  /** No event. */
  static final Span NONE = new Span(Long.MAX_VALUE, Long.MIN_VALUE);

  /** Reads all files. */
  static Span of(List<SourceFiles> sources, Console console) throws IOException {
    Progress progress = new Progress(console, "looking for the last event");
    long bytes = sources.stream().mapToLong(SourceFiles::sizeBytes).sum();
    long passed = 0;
    long count = 0;
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (SourceFiles files : sources) {
      if (!(files.source().eventTime() instanceof EventTime.At)) {
        continue;
      }
      RecordDecoder decoder = new RecordDecoder(files.source());
      try (EventRecords records = new EventRecords(files.source(), files.files())) {
        while (records.next()) {
          if (decoder.decodeAtRest(records.record(), FieldMeter.NONE)
              instanceof Decoding.Decoded decoded) {
            first = Math.min(first, decoded.event().timestamp());
            last = Math.max(last, decoded.event().timestamp());
          }
          progress.at((double) (passed + records.position()) / bytes, ++count);
        }
        passed += records.position();
      }
    }
    progress.end();
    return new Span(first, last);
  }

  /**
   * What to add to all times so that the last event is now: at the end of the replay if that keeps
   * to a pace no slower than the events', else at its start, since no event may be ahead of its
   * time. Whole seconds, rounded down, so that times written without a fraction stay as they are
   * written.
   */
  long shiftTo(long now, OptionalDouble speed) {
    if (first > last) {
      return 0;
    }
    double lasts =
        speed.isPresent() && speed.getAsDouble() >= 1 ? (last - first) / speed.getAsDouble() : 0;
    return Math.floorDiv(now + (long) lasts - last, 1000L) * 1000;
  }
}
