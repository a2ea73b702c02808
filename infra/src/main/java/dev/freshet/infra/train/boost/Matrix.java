package dev.freshet.infra.train.boost;

import dev.freshet.infra.train.slice.Sample;
import java.util.Arrays;
import java.util.BitSet;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Rows as the library holds them, in memory of its own until they are closed. */
public final class Matrix implements AutoCloseable {

  private final DMatrix matrix;

  private Matrix(DMatrix matrix) {
    this.matrix = matrix;
  }

  /**
   * The rows of a sample.
   *
   * @param without columns that are taken as missing in every row, so that no tree asks for them
   */
  public static Matrix of(Sample sample, Objective objective, BitSet without) {
    int width = sample.rows()[0].length;
    float[] flat = new float[sample.size() * width];
    for (int row = 0; row < sample.size(); row++) {
      System.arraycopy(sample.rows()[row], 0, flat, row * width, width);
      for (int column = without.nextSetBit(0);
          column >= 0;
          column = without.nextSetBit(column + 1)) {
        flat[row * width + column] = Float.NaN;
      }
    }
    try {
      DMatrix matrix = new DMatrix(flat, sample.size(), width, Float.NaN);
      matrix.setLabel(sample.labels());
      if (objective == Objective.RANKING) {
        matrix.setGroup(sizes(sample.starts()));
      }
      return new Matrix(matrix);
    } catch (XGBoostError e) {
      throw new BoostException(e);
    }
  }

  private static int[] sizes(int[] starts) {
    int[] sizes = Arrays.copyOfRange(starts, 1, starts.length);
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] -= starts[i];
    }
    return sizes;
  }

  DMatrix matrix() {
    return matrix;
  }

  @Override
  public void close() {
    matrix.dispose();
  }
}
