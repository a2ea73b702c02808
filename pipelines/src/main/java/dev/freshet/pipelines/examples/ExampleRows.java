package dev.freshet.pipelines.examples;

import dev.freshet.features.definition.FeatureService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Examples in the making. */
final class ExampleRows {

  private final Map<String, Integer> groups = new HashMap<>();
  private final List<float[]> rows = new ArrayList<>();
  private float[] labels = new float[1024];
  private float[] baseline = new float[1024];
  private long[] instants = new long[1024];
  private int[] groupOf = new int[1024];

  int size() {
    return rows.size();
  }

  /**
   * Adds a row.
   *
   * @param group its name; every row without one is a group by itself
   */
  void add(double[] row, float label, long instant, String group, float compared) {
    int at = rows.size();
    if (at == labels.length) {
      grow(2 * at);
    }
    float[] numbers = new float[row.length];
    for (int i = 0; i < row.length; i++) {
      numbers[i] = finite(row[i]);
    }
    rows.add(numbers);
    labels[at] = label;
    baseline[at] = compared;
    instants[at] = instant;
    groupOf[at] = group == null ? at : groups.computeIfAbsent(group, added -> groups.size());
  }

  /** The nearest float, of which trees know no infinite one. */
  private static float finite(double number) {
    return Double.isNaN(number)
        ? Float.NaN
        : (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, number));
  }

  private void grow(int size) {
    labels = Arrays.copyOf(labels, size);
    baseline = Arrays.copyOf(baseline, size);
    instants = Arrays.copyOf(instants, size);
    groupOf = Arrays.copyOf(groupOf, size);
  }

  Examples examples(FeatureService service, long[] telling, Examples.Counts counts) {
    int size = rows.size();
    return new Examples(
        service,
        rows.toArray(float[][]::new),
        Arrays.copyOf(labels, size),
        Arrays.copyOf(instants, size),
        Arrays.copyOf(groupOf, size),
        Arrays.copyOf(baseline, size),
        telling,
        counts);
  }
}
