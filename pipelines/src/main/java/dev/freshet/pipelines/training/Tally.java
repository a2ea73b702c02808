package dev.freshet.pipelines.training;

import java.util.Map;

/**
 * How far a run has come, and in the end what it has done.
 *
 * @param bytes read of event files
 * @param records read of event files, whatever became of them
 * @param unreadable of the records
 * @param misplaced events outside of the date that their file's path tells
 * @param answers given by entities
 * @param rows written
 */
public record Tally(
    long bytes, long records, long unreadable, long misplaced, long answers, long rows) {

  static final String BYTES = "bytes";
  static final String RECORDS = "records";
  static final String UNREADABLE = "unreadable";
  static final String MISPLACED = "misplaced";
  static final String ANSWERS = "answers";
  static final String ROWS = "rows";

  static Tally of(Map<String, ?> accumulators) {
    return new Tally(
        count(accumulators, BYTES),
        count(accumulators, RECORDS),
        accumulators.get(UNREADABLE) instanceof Unreadable.Rows found ? found.count() : 0,
        count(accumulators, MISPLACED),
        count(accumulators, ANSWERS),
        count(accumulators, ROWS));
  }

  private static long count(Map<String, ?> accumulators, String name) {
    return accumulators.get(name) instanceof Long count ? count : 0;
  }
}
