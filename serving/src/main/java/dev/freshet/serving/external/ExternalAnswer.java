package dev.freshet.serving.external;

import java.util.Arrays;

/**
 * What a view answered.
 *
 * @param values by row and feature
 * @param missing by feature, whether some value of it could not be had
 */
public record ExternalAnswer(ExternalValue[][] values, boolean[] missing) {

  /** That of a server that cannot be asked. */
  static ExternalAnswer missing(int rows, int features) {
    ExternalValue[][] values = new ExternalValue[rows][features];
    for (ExternalValue[] row : values) {
      Arrays.fill(row, ExternalValue.MISSING);
    }
    boolean[] all = new boolean[features];
    Arrays.fill(all, true);
    return new ExternalAnswer(values, all);
  }
}
