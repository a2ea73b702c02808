package dev.freshet.infra.train.slice;

/**
 * Some rows, those of a group together, the groups in order of their first instants.
 *
 * @param rows a number for each column
 * @param labels what came of each row
 * @param baseline a number of each row to hold a model against
 * @param groups the group of each row, counted from 0
 * @param starts the first row of each group, and then the number of rows
 * @param from the earliest instant, epoch milliseconds
 * @param to the latest instant
 */
public record Sample(
    float[][] rows,
    float[] labels,
    float[] baseline,
    int[] groups,
    int[] starts,
    long from,
    long to) {

  public int size() {
    return rows.length;
  }

  public int groupCount() {
    return starts.length - 1;
  }

  /** The mean of the labels. */
  public double labelMean() {
    double sum = 0;
    for (float label : labels) {
      sum += label;
    }
    return sum / labels.length;
  }

  /** Whether all labels are the same. */
  public boolean isOfOneLabel() {
    return isOfOneLabel(0, labels.length);
  }

  /** Whether the labels of each group are the same, so that no order of its rows is better. */
  public boolean isInOrderAnyway() {
    for (int group = 0; group < groupCount(); group++) {
      if (!isOfOneLabel(starts[group], starts[group + 1])) {
        return false;
      }
    }
    return true;
  }

  private boolean isOfOneLabel(int from, int to) {
    for (int row = from + 1; row < to; row++) {
      if (labels[row] != labels[from]) {
        return false;
      }
    }
    return true;
  }
}
