package dev.freshet.benchmarks.kernel;

import dev.freshet.features.definition.FeatureDefinition;
import dev.freshet.features.definition.FeatureView;
import dev.freshet.features.event.Event;
import dev.freshet.features.expression.Expression;
import dev.freshet.features.window.Window;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The features of the benchmark the plain way: all events are kept as long as the widest window
 * sees them, and looked at again each time, once for each definition.
 */
final class Recompute {

  private final Deque<Event> events = new ArrayDeque<>();
  private final List<Definition> definitions = new ArrayList<>();
  private final Window widest;

  Recompute(FeatureView view) {
    for (FeatureDefinition definition : view.definitions()) {
      definitions.add(new Definition(definition));
    }
    widest = definitions.get(0).windows[definitions.get(0).windows.length - 1];
  }

  void add(Event event) {
    events.addLast(event);
  }

  /** The values at an instant that no later one is before. */
  Object[] values(long t) {
    while (!events.isEmpty() && events.getFirst().timestamp() < widest.far(t)) {
      events.removeFirst();
    }
    List<Object> values = new ArrayList<>();
    for (Definition definition : definitions) {
      definition.read(t, values);
    }
    return values.toArray();
  }

  /** One definition, its windows from the shortest to the longest. */
  private final class Definition {

    private final String name;
    private final Window[] windows;
    private final Expression where;
    private final Expression value;

    private Definition(FeatureDefinition definition) {
      name = definition.aggregation().canonical();
      windows =
          definition.spans().stream()
              .map(span -> span.window().orElseThrow())
              .toArray(Window[]::new);
      where = definition.where().orElse(null);
      value = definition.value().orElse(null);
    }

    private void read(long t, List<Object> values) {
      long[] counts = new long[windows.length];
      double[] sums = new double[windows.length];
      double[] greatest = new double[windows.length];
      long[] fars = new long[windows.length];
      for (int i = 0; i < windows.length; i++) {
        fars[i] = windows[i].far(t);
      }
      for (Event event : events) {
        if (where != null && !Boolean.TRUE.equals(where.evaluate(event.slots()))) {
          continue;
        }
        double number = value == null ? 0 : ((Number) value.evaluate(event.slots())).doubleValue();
        for (int i = windows.length - 1; i >= 0 && event.timestamp() >= fars[i]; i--) {
          greatest[i] = counts[i] == 0 ? number : Math.max(greatest[i], number);
          counts[i]++;
          sums[i] += number;
        }
      }
      for (int i = 0; i < windows.length; i++) {
        values.add(value(counts[i], sums[i], greatest[i]));
      }
    }

    private Object value(long count, double sum, double greatest) {
      if (name.startsWith("count")) {
        return count;
      }
      if (name.startsWith("sum")) {
        return sum;
      }
      if (count == 0) {
        return null;
      }
      return name.startsWith("avg") ? sum / count : greatest;
    }
  }
}
