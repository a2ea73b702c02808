package dev.freshet.serving.vector;

import dev.freshet.features.definition.Entity;
import dev.freshet.features.document.Nearest;
import dev.freshet.features.type.Scalar;
import dev.freshet.serving.plan.Plan;
import dev.freshet.serving.problem.Problem;
import dev.freshet.serving.problem.ProblemException;
import dev.freshet.serving.problem.ProblemKind;
import dev.freshet.serving.request.Column;
import dev.freshet.serving.request.FeatureRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The join key values of a request, row by row, each of its key's type. */
public final class EntityRows {

  /** How many of the features that need something are named at most. */
  private static final int MOST_NAMED = 3;

  private final int count;
  private final List<Entity.JoinKey> keys;
  private final Object[][] values;
  private final int[] planned;

  private EntityRows(int count, List<Entity.JoinKey> keys, Object[][] values, int[] planned) {
    this.count = count;
    this.keys = keys;
    this.values = values;
    this.planned = planned;
  }

  /**
   * The rows of a request.
   *
   * @param known the types of all join keys, by name
   * @throws ProblemException if keys are missing or not needed, if there are too many rows, or if a
   *     value is none of its key's
   */
  static EntityRows of(FeatureRequest request, Plan plan, Map<String, Scalar> known, int maxRows) {
    Map<String, Column> columns = request.entities();
    checkNames(request, plan, known);
    int count = count(counted(request, plan), maxRows);
    List<Entity.JoinKey> keys = new ArrayList<>(columns.size());
    Object[][] values = new Object[columns.size()][];
    for (Map.Entry<String, Column> column : columns.entrySet()) {
      Entity.JoinKey key = new Entity.JoinKey(column.getKey(), known.get(column.getKey()));
      values[keys.size()] = values(key, column.getValue(), count);
      keys.add(key);
    }
    int[] planned = plan.joinKeys().stream().mapToInt(keys::indexOf).toArray();
    return new EntityRows(count, List.copyOf(keys), values, planned);
  }

  /** How many rows there are. */
  public int count() {
    return count;
  }

  /** In the order of the request. */
  public List<Entity.JoinKey> keys() {
    return keys;
  }

  /** The value of the n-th of {@link #keys()} in a row. */
  public Object value(int row, int n) {
    return values[n][row];
  }

  /** The value of the n-th of the plan's join keys in a row. */
  Object plannedValue(int row, int n) {
    return values[planned[n]][row];
  }

  private static void checkNames(FeatureRequest request, Plan plan, Map<String, Scalar> known) {
    List<String> needed = plan.joinKeys().stream().map(Entity.JoinKey::name).toList();
    List<String> unneeded =
        request.entities().keySet().stream()
            .filter(
                name ->
                    request.dialect().strict() ? !needed.contains(name) : !known.containsKey(name))
            .toList();
    if (!unneeded.isEmpty()) {
      throw Problem.of(
              ProblemKind.UNNEEDED_JOIN_KEY,
              "%s has %s, which no feature asked for needs%s; %s"
                  .formatted(
                      request.entities().get(unneeded.get(0)).member(),
                      quoted(unneeded),
                      Nearest.question(unneeded.get(0), needed),
                      needed.isEmpty()
                          ? "they are of no entities: leave it out"
                          : "they need " + quoted(needed)))
          .with("found", unneeded)
          .with("valid", needed)
          .exception();
    }
    List<String> missing =
        needed.stream().filter(name -> !request.entities().containsKey(name)).toList();
    if (!missing.isEmpty()) {
      throw Problem.of(
              ProblemKind.MISSING_JOIN_KEY,
              "%s; the features asked for need %s"
                  .formatted(lack(request, plan, missing), quoted(needed)))
          .with("missing", missing)
          .with("valid", needed)
          .exception();
    }
  }

  /** What is not there, and which features need it. */
  private static String lack(FeatureRequest request, Plan plan, List<String> missing) {
    Set<String> members = new LinkedHashSet<>(List.of("entities"));
    request.entities().values().forEach(column -> members.add(column.member()));
    return String.join(" and ", members)
        + (members.size() > 1 ? " have no " : " has no ")
        + String.join(
            " and no ", missing.stream().map(key -> quoted(key) + needing(plan, key)).toList());
  }

  private static String needing(Plan plan, String joinKey) {
    List<String> names =
        IntStream.range(0, plan.features().size())
            .filter(n -> plan.restsOn(n, joinKey))
            .mapToObj(n -> plan.features().get(n).fullName())
            .toList();
    return names.size() > MOST_NAMED
        ? " for %s and %d more"
            .formatted(quoted(names.subList(0, MOST_NAMED)), names.size() - MOST_NAMED)
        : " for " + quoted(names);
  }

  /** Whose lengths are the number of rows: where no join key has a list, those of the context. */
  private static Map<String, Column> counted(FeatureRequest request, Plan plan) {
    if (!request.entities().values().stream().allMatch(Column::single)) {
      return request.entities();
    }
    Map<String, Column> context = new LinkedHashMap<>(request.context());
    context.keySet().retainAll(plan.contextNames());
    return context;
  }

  private static int count(Map<String, Column> columns, int maxRows) {
    Map<String, Integer> lengths = new LinkedHashMap<>();
    columns.forEach(
        (name, column) -> {
          if (!column.single()) {
            lengths.put(name, column.values().size());
          }
        });
    int count = lengths.isEmpty() ? 1 : lengths.values().iterator().next();
    if (lengths.values().stream().anyMatch(length -> length != count)) {
      throw Problem.of(
              ProblemKind.UNEQUAL_LENGTHS,
              "the lists of entities have lengths %s; give all the same length, or one value that"
                      .formatted(lengths)
                  + " is no list and goes with every row")
          .with("lengths", lengths)
          .exception();
    }
    if (count > maxRows) {
      throw Problem.of(
              ProblemKind.TOO_MANY_ROWS,
              "%d rows are asked for, and at most %d may be; ask for the rest in another request"
                  .formatted(count, maxRows))
          .with("found", count)
          .with("limit", maxRows)
          .exception();
    }
    return count;
  }

  private static Object[] values(Entity.JoinKey key, Column column, int count) {
    Object[] values = new Object[count];
    for (int row = 0; row < count; row++) {
      values[row] =
          column.single() && row > 0
              ? values[0]
              : KeyValue.of(
                  key,
                  column.value(row),
                  column.member() + "." + key.name() + (column.single() ? "" : "[" + row + "]"));
    }
    return values;
  }

  private static String quoted(String name) {
    return "\"" + name + "\"";
  }

  private static String quoted(List<String> names) {
    return "\"" + String.join("\", \"", names) + "\"";
  }
}
