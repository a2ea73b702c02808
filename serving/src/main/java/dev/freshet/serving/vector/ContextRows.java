package dev.freshet.serving.vector;

import dev.freshet.features.definition.ContextField;
import dev.freshet.serving.plan.Plan;
import dev.freshet.serving.problem.Problem;
import dev.freshet.serving.problem.ProblemException;
import dev.freshet.serving.problem.ProblemKind;
import dev.freshet.serving.request.Column;
import dev.freshet.serving.request.FeatureRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a request brings besides its entities, row by row, each value of its field's type. */
final class ContextRows {

  private final Object[][] values;

  private ContextRows(Object[][] values) {
    this.values = values;
  }

  /**
   * What the plan needs of the request's context. What it does not need is passed over, so that one
   * context may go with several requests.
   *
   * @param count how many rows the request has
   * @throws ProblemException if something is missing, of another type, or not there for every row
   */
  static ContextRows of(FeatureRequest request, Plan plan, int count) {
    List<ContextField> fields = plan.context();
    Map<String, String> missing = new LinkedHashMap<>();
    for (ContextField field : fields) {
      if (!request.context().containsKey(field.name())) {
        missing.put(field.name(), field.type().text());
      }
    }
    if (!missing.isEmpty()) {
      throw Problem.of(
              ProblemKind.MISSING_CONTEXT,
              "context has no \"%s\"; the features asked for are computed from %s: send it, null if there is none"
                  .formatted(String.join("\", \"", missing.keySet()), described(fields)))
          .with("missing", missing)
          .exception();
    }
    Object[][] values = new Object[fields.size()][];
    for (int i = 0; i < values.length; i++) {
      values[i] = column(fields.get(i), request.context().get(fields.get(i).name()), count);
    }
    return new ContextRows(values);
  }

  /** The value of the plan's n-th context field in a row; {@code null} where there is none. */
  Object value(int row, int n) {
    return values[n].length == 1 ? values[n][0] : values[n][row];
  }

  private static Object[] column(ContextField field, Column column, int count) {
    if (column.single()) {
      return new Object[] {ContextValue.of(field, column.value(0))};
    }
    if (column.values().size() != count) {
      throw Problem.of(
              ProblemKind.UNEQUAL_LENGTHS,
              "\"%s\" has %d values for %d rows; give one for each row"
                  .formatted(field.name(), column.values().size(), count))
          .with("found", column.values().size())
          .exception();
    }
    return column.values().stream().map(value -> ContextValue.of(field, value)).toArray();
  }

  private static String described(List<ContextField> fields) {
    return String.join(
        ", ",
        fields.stream().map(field -> field.name() + " (" + field.type().text() + ")").toList());
  }
}
