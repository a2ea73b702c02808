package dev.freshet.features.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a whole feature vector becomes a row of numbers: the columns of each feature, in the order of
 * the features. Immutable and thread-safe.
 */
public final class VectorEncoding {

  private final List<Encoding> encodings;
  private final List<String> columns = new ArrayList<>();
  private final int[] starts;
  private final int[] features;

  /**
   * The encoding of vectors.
   *
   * @param features the names of the features' columns, {@code view__feature}
   * @param encodings one per feature
   */
  public VectorEncoding(List<String> features, List<Encoding> encodings) {
    this.encodings = List.copyOf(encodings);
    this.starts = new int[encodings.size()];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = columns.size();
      columns.addAll(encodings.get(i).columns(features.get(i)));
    }
    this.features = new int[columns.size()];
    for (int i = 0; i < starts.length; i++) {
      Arrays.fill(this.features, starts[i], starts[i] + encodings.get(i).width(), i);
    }
  }

  /** The names of the columns, in order. */
  public List<String> columns() {
    return List.copyOf(columns);
  }

  /** Of which feature a column is. */
  public int feature(int column) {
    return features[column];
  }

  /**
   * Encodes a vector.
   *
   * @param values one per feature; {@code null} where there is none
   * @return one number per column; {@code NaN} where there is none
   */
  public double[] encode(Object[] values) {
    double[] row = new double[columns.size()];
    for (int i = 0; i < starts.length; i++) {
      encodings.get(i).encode(values[i], row, starts[i]);
    }
    return row;
  }

  /** All that decides the numbers, and their order. */
  public String canonical() {
    StringBuilder canonical = new StringBuilder();
    for (int i = 0; i < starts.length; i++) {
      canonical.append(encodings.get(i).canonical()).append('\n');
    }
    return canonical.toString();
  }
}
