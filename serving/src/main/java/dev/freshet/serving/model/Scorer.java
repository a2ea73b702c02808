package dev.freshet.serving.model;

import java.util.Optional;

/**
 * What turns rows of numbers into scores: a model that is loaded. Immutable and thread-safe; closed
 * when no request needs it any more.
 */
public interface Scorer extends AutoCloseable {

  /** How many numbers a row has. */
  int width();

  /**
   * The names of the numbers in a row, if the model knows them: those of the columns that it was
   * trained on.
   */
  Optional<String[]> columns();

  /**
   * Scores rows.
   *
   * @param rows each of {@link #width()} numbers; {@code NaN} where there is none
   * @return raw scores, one per row: what contributions add up to
   */
  double[] raw(double[][] rows);

  /** The score that a raw one stands for, such as a probability. */
  double score(double raw);

  /**
   * What each number contributes to the raw score of a row.
   *
   * @return one per number and then the bias, which add up to the raw score; empty if the model
   *     cannot tell
   */
  Optional<double[]> contributions(double[] row);

  @Override
  default void close() {}
}
