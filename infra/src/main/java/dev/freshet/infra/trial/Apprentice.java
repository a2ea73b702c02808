package dev.freshet.infra.trial;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.infra.console.Console;
import dev.freshet.infra.console.EnvironmentException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The model of a trial in the making: what visitors were shown is written down for a while, then it
 * is trained on that in a thread of its own, and then it is served. Thread-safe.
 */
final class Apprentice {

  static final String LABEL = "clicked";

  private final Workshop workshop;
  private final Shelf shelf;
  private final Instant lessonsEnd;
  private final Console console;
  private final BufferedWriter shown;
  private long rows;
  private volatile Optional<CompletableFuture<Void>> training = Optional.empty();
  private volatile boolean served;
  private volatile boolean closed;

  /**
   * One that has learnt nothing yet.
   *
   * @param shelf tells whether the model is served
   * @param lessons for how long it is told what was shown
   */
  Apprentice(Workshop workshop, Shelf shelf, Duration lessons, Console console) {
    this.workshop = workshop;
    this.shelf = shelf;
    this.lessonsEnd = Instant.now().plus(lessons);
    this.console = console;
    try {
      this.shown = Files.newBufferedWriter(workshop.shown());
    } catch (IOException e) {
      throw new EnvironmentException("cannot write " + workshop.shown() + ": " + e.getMessage(), e);
    }
  }

  /**
   * Tells it what was shown to somebody, and what of it was clicked; after its lessons, nothing.
   */
  synchronized void tell(List<ObjectNode> seen) throws IOException {
    if (training.isEmpty()) {
      for (ObjectNode row : seen) {
        shown.write(row.toString());
        shown.newLine();
        rows++;
      }
    }
  }

  /** How many rows it was told. */
  synchronized long rows() {
    return rows;
  }

  /** Trains it, if that has not begun and its lessons are over. */
  synchronized void trainWhenItIsTime() throws IOException {
    if (training.isPresent() || Instant.now().isBefore(lessonsEnd)) {
      return;
    }
    shown.close();
    console.say(String.format("training a model on %,d items that visitors were shown", rows));
    training =
        Optional.of(
            CompletableFuture.runAsync(
                    () -> workshop.train(Shelf.MODEL, LABEL), Apprentice::inThread)
                .exceptionally(
                    failure -> {
                      if (!closed) {
                        console.say("there is no model: " + reason(failure));
                      }
                      return null;
                    }));
  }

  private static String reason(Throwable failure) {
    return failure.getCause() instanceof EnvironmentException cause
        ? cause.getMessage()
        : failure.toString();
  }

  private static void inThread(Runnable task) {
    Thread thread = new Thread(task, "train");
    thread.setDaemon(true);
    thread.start();
  }

  /** Asks the server for it, if it may be served by now; returns whether it is. */
  boolean look() {
    if (!served && training.filter(CompletableFuture::isDone).isPresent()) {
      boolean found = shelf.isModelServed();
      synchronized (this) {
        if (found && !served) {
          served = true;
          console.say("the model is served; shelves are ranked by it, by popularity and by lot");
        }
      }
    }
    return served;
  }

  /** Whether it was found to be served. */
  boolean isServed() {
    return served;
  }

  void close() {
    closed = true;
    try {
      shown.close();
    } catch (IOException e) {
      // The folder goes as well.
    }
  }
}
