package dev.freshet.infra.command;

import dev.freshet.infra.console.Console;
import dev.freshet.infra.console.Progress;
import dev.freshet.pipelines.training.Tally;

/** How far a training set is: first events are read, then rows answered, then they are written. */
final class TrainingProgress {

  private final Progress reading;
  private final Progress answering;
  private final Progress writing;
  private final long bytes;
  private final long answers;
  private final long rows;

  /**
   * Nothing is done yet.
   *
   * @param bytes of event files to be read
   * @param answers to be given at most
   * @param rows to be written
   */
  TrainingProgress(Console console, long bytes, long answers, long rows) {
    this.reading = new Progress(console, "reading events");
    this.answering = new Progress(console, "answering");
    this.writing = new Progress(console, "writing rows");
    this.bytes = bytes;
    this.answers = answers;
    this.rows = rows;
  }

  void at(Tally tally) {
    if (tally.rows() > 0) {
      writing.at(share(tally.rows(), rows), tally.rows());
    } else if (tally.answers() > 0) {
      answering.at(share(tally.answers(), answers), tally.answers());
    } else if (tally.records() > 0) {
      reading.at(share(tally.bytes(), bytes), tally.records());
    }
  }

  void end() {
    reading.end();
  }

  private static double share(long done, long all) {
    return all == 0 ? 1 : (double) done / all;
  }
}
