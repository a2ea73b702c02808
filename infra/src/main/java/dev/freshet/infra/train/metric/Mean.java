package dev.freshet.infra.train.metric;

/**
 * The mean of what each row has. Rows with {@code NaN} have nothing.
 *
 * @param values one per row
 */
public record Mean(double[] values) implements Figure {

  @Override
  public double under(int[] times) {
    double sum = 0;
    long count = 0;
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        sum += times[i] * values[i];
        count += times[i];
      }
    }
    return sum / count;
  }
}
