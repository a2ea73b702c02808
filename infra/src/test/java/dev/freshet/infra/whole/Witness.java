package dev.freshet.infra.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A reader that asks the same again and again, and remembers what it saw. */
final class Witness implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Duration END = Duration.ofSeconds(20);

  private final Answers answers;
  private final Map<String, Object> question;
  private final Sightings sightings = new Sightings();
  private final AtomicInteger unanswered = new AtomicInteger();
  private final Thread thread = new Thread(this::watch, "witness");
  private volatile boolean closed;

  Witness(Answers answers, Map<String, Object> question) {
    this.answers = answers;
    this.question = question;
    thread.setDaemon(true);
    thread.start();
  }

  /** Asks no more, and tells what it saw. */
  Sightings finish() throws InterruptedException {
    closed = true;
    thread.join(END.toMillis());
    assertThat(thread.isAlive()).as("the witness still asks").isFalse();
    return sightings;
  }

  /** How often there was no answer, or one that said that there was none in time. */
  int unanswered() {
    return unanswered.get();
  }

  private void watch() {
    try {
      while (!closed) {
        try {
          Answers.Answer answer = answers.ask(question);
          if (answer.status() == 200) {
            sightings.add(answer);
          } else {
            unanswered.incrementAndGet();
          }
        } catch (IOException away) {
          unanswered.incrementAndGet();
        }
        Thread.sleep(PAUSE.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
