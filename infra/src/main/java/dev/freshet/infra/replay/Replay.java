package dev.freshet.infra.replay;

import dev.freshet.features.definition.Repository;
import dev.freshet.infra.broker.Outbox;
import dev.freshet.infra.broker.StoreWait;
import dev.freshet.infra.broker.Topics;
import dev.freshet.infra.console.Console;
import dev.freshet.infra.console.EnvironmentException;
import dev.freshet.infra.console.Progress;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/**
 * Sends the files of a repository's sources to their topics: each source in the order of its files,
 * several sources merged by the times of their events.
 */
public final class Replay {

  private static final Duration KAFKA_PATIENCE = Duration.ofSeconds(10);

  private final Repository repository;
  private final ReplayConfig config;
  private final Console console;

  public Replay(Repository repository, ReplayConfig config, Console console) {
    this.repository = repository;
    this.config = config;
    this.console = console;
  }

  /**
   * What became of it.
   *
   * @param sent records
   * @param shiftMillis what was added to the events' times
   * @param seconds from the first record to the last acknowledgement, and to the end of waiting
   */
  public record Summary(long sent, long shiftMillis, double seconds) {}

  /** Runs it to its end. */
  public Summary run() {
    List<SourceFiles> sources = SourceFiles.of(repository, config.sources());
    try (Topics topics = new Topics(config.kafka(), KAFKA_PATIENCE)) {
      topics.awaitReady();
      topics.create(repository);
      Span span = needsSpan() ? Span.of(sources, console) : Span.NONE;
      List<String> names = sources.stream().map(files -> files.source().topic()).toList();
      try (Outbox outbox = Outbox.ofMany(config.kafka(), names)) {
        long start = System.nanoTime();
        long now = InstantSource.system().millis();
        long shift = config.endNow() ? span.shiftTo(now, config.speed()) : 0;
        send(sources, shift, span, outbox);
        outbox.awaitAll();
        double seconds = (System.nanoTime() - start) / 1e9;
        console.say(
            String.format(
                Locale.ROOT,
                "sent %,d records in %.1f s (%,.0f/s)",
                outbox.sent(),
                seconds,
                outbox.sent() / seconds));
        if (config.awaitStore()) {
          new StoreWait(repository.project(), topics, outbox.ends(), console)
              .await(config.timeout());
        }
        return new Summary(outbox.sent(), shift, (System.nanoTime() - start) / 1e9);
      }
    } catch (IOException e) {
      throw new EnvironmentException(e.getMessage(), e);
    }
  }

  private boolean needsSpan() {
    return config.endNow() || config.speed().isPresent();
  }

  private void send(List<SourceFiles> sources, long shift, Span span, Outbox outbox)
      throws IOException {
    Progress progress = new Progress(console, "sending");
    Pace pace = Pace.of(config.speed(), span.first());
    long bytes = sources.stream().mapToLong(SourceFiles::sizeBytes).sum();
    try (MergedEvents events = MergedEvents.of(repository, sources)) {
      while (events.next()) {
        SourceEvents event = events.current();
        if (event.isEvent()) {
          pace.await(event.time());
        }
        outbox.send(event.topic(), event.key(), event.shifted(shift), event::place);
        progress.at((double) events.position() / bytes, outbox.sent());
      }
    } finally {
      progress.end();
    }
  }
}
