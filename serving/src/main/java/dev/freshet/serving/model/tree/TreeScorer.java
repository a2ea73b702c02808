package dev.freshet.serving.model.tree;

import dev.freshet.serving.model.Scorer;
import dev.freshet.serving.model.UnusableModelException;
import java.util.List;
import java.util.Optional;

/** A scorer by trees. Numbers become floats first, as in the library, which knows no others. */
final class TreeScorer implements Scorer {

  private final Link link;
  private final List<String> columns;
  private final Forest forest;
  private final TreeShap shap;

  TreeScorer(StoredModel model) throws UnusableModelException {
    link = model.link();
    columns = model.columns();
    ForestMaker maker = ForestMaker.of(model);
    forest = maker.forest();
    shap = new TreeShap(forest, maker.shares());
  }

  @Override
  public int width() {
    return forest.width();
  }

  @Override
  public Optional<String[]> columns() {
    return columns.isEmpty() ? Optional.empty() : Optional.of(columns.toArray(String[]::new));
  }

  @Override
  public double[] raw(double[][] rows) {
    double[] raw = new double[rows.length];
    int[] slots = new int[forest.slots()];
    for (int i = 0; i < rows.length; i++) {
      fill(slots, rows[i]);
      raw[i] = forest.sum(slots);
    }
    return raw;
  }

  @Override
  public double score(double raw) {
    return link.score(raw);
  }

  /** The bias takes what is lost in {@link #raw}, which adds floats up. */
  @Override
  public Optional<double[]> contributions(double[] row) {
    int[] slots = new int[forest.slots()];
    fill(slots, row);
    double[] contributions = shap.contributions(slots);
    double rest = forest.sum(slots);
    for (double contribution : contributions) {
      rest -= contribution;
    }
    contributions[forest.width()] += rest;
    return Optional.of(contributions);
  }

  private void fill(int[] slots, double[] row) {
    if (row.length != forest.width()) {
      throw new IllegalArgumentException(
          "a row of %d numbers; the model takes %d".formatted(row.length, forest.width()));
    }
    forest.fill(slots, row);
  }
}
