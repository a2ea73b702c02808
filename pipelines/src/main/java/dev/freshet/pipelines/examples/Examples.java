package dev.freshet.pipelines.examples;

import dev.freshet.features.definition.FeatureService;

/**
 * The rows of a training set as numbers, in the file's order. All of them are in memory, at four
 * bytes a number.
 *
 * @param service whose encoding made the numbers
 * @param rows a number for each column of the encoding; {@code NaN} where there is none
 * @param labels what came of each row
 * @param instants when each row was, epoch milliseconds
 * @param groups the number of each row's group; of every row another one where nothing groups them
 * @param baseline a number of each row to hold a model against, {@code NaN} where there is none;
 *     all {@code NaN} if no column was named
 * @param telling of each feature of the service, how many of the rows have a value that is not what
 *     it is with no event
 * @param counts of what was read
 */
public record Examples(
    FeatureService service,
    float[][] rows,
    float[] labels,
    long[] instants,
    int[] groups,
    float[] baseline,
    long[] telling,
    Counts counts) {

  /**
   * What became of the rows of the file.
   *
   * @param read all of them
   * @param unlabelled those without a label, left out
   * @param ungrouped those with a label but without the group that was asked for, left out
   */
  public record Counts(long read, long unlabelled, long ungrouped) {}

  public int size() {
    return rows.length;
  }
}
