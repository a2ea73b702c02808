package dev.freshet.serving.model.linear;

import dev.freshet.features.definition.Model;
import dev.freshet.serving.model.Scorer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A weighted sum, as a definition has it. */
public final class LinearScorer implements Scorer {

  private final Model.Linear model;
  private final List<String> columns;
  private final double[] weights;
  private final double[] missing;

  /**
   * The scorer of a model.
   *
   * @param columns the names of the numbers in a row
   */
  public LinearScorer(Model.Linear model, List<String> columns) {
    this.model = model;
    this.columns = List.copyOf(columns);
    this.weights = numbers(model.weights());
    this.missing = numbers(model.missing());
  }

  private double[] numbers(Map<String, Double> byColumn) {
    return columns.stream().mapToDouble(column -> byColumn.getOrDefault(column, 0.0)).toArray();
  }

  @Override
  public int width() {
    return weights.length;
  }

  @Override
  public Optional<String[]> columns() {
    return Optional.of(columns.toArray(String[]::new));
  }

  @Override
  public double[] raw(double[][] rows) {
    double[] raw = new double[rows.length];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = model.bias();
      for (int n = 0; n < weights.length; n++) {
        raw[i] += contribution(rows[i], n);
      }
    }
    return raw;
  }

  /** A column without a weight contributes nothing, whatever is in it. */
  private double contribution(double[] row, int n) {
    if (weights[n] == 0) {
      return 0;
    }
    return weights[n] * (Double.isNaN(row[n]) ? missing[n] : row[n]);
  }

  @Override
  public double score(double raw) {
    return model.link().of(raw);
  }

  @Override
  public Optional<double[]> contributions(double[] row) {
    double[] contributions = new double[weights.length + 1];
    for (int n = 0; n < weights.length; n++) {
      contributions[n] = contribution(row, n);
    }
    contributions[weights.length] = model.bias();
    return Optional.of(contributions);
  }
}
