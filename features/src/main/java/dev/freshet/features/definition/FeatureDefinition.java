package dev.freshet.features.definition;

import dev.freshet.features.aggregation.Aggregation;
import dev.freshet.features.expression.Expression;
import dev.freshet.features.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One entry under a view's {@code features}: an aggregation over one or more windows, or over the
 * lifetime. It yields one {@link AggregatedFeature} per window.
 *
 * @param where which events count, besides the view's own
 * @param value what is aggregated; empty for aggregations that take nothing
 * @param by the key or keys of a map
 * @param spans windows and perhaps the lifetime, in the order of declaration; never empty
 */
public record FeatureDefinition(
    String name,
    Aggregation aggregation,
    Optional<Expression> where,
    Optional<Expression> value,
    Optional<Expression> by,
    List<Span> spans) {

  public FeatureDefinition {
    spans = List.copyOf(spans);
  }

  /**
   * All that decides the definition's values, but for its windows: two definitions fold alike if
   * and only if these are equal. State and rows are addressed by it. The versions of the tables
   * that its expressions look things up in are part of it.
   */
  public String canonical(FeatureView view) {
    return String.join(
        "\n",
        view.canonical(),
        "feature " + name,
        aggregation.canonical(),
        "where " + text(where),
        "value " + text(value),
        "by " + text(by) + tables(Stream.of(where, value, by).flatMap(Optional::stream)));
  }

  /** On one line, so that nothing in it can be taken for another part of a canonical text. */
  static String text(Optional<Expression> expression) {
    return expression.map(e -> e.text().replace("\\", "\\\\").replace("\n", "\\n")).orElse("");
  }

  /** A line for each table that the expressions look things up in; nothing if there is none. */
  static String tables(Stream<Expression> expressions) {
    return expressions
        .flatMap(expression -> expression.tables().stream())
        .distinct()
        .sorted()
        .map(table -> "\ntable " + table)
        .collect(Collectors.joining());
  }

  List<AggregatedFeature> features(FeatureView view) {
    List<AggregatedFeature> features = new ArrayList<>();
    for (Span span : spans) {
      features.add(
          new AggregatedFeature(view.name(), name + span.suffix(), aggregation.type(), this, span));
    }
    return features;
  }

  /**
   * How far back one feature looks.
   *
   * @param window empty for the lifetime
   * @param suffix what it adds to the definition's name: {@code _5m}, {@code _lifetime} or nothing
   */
  public record Span(Optional<Window> window, String suffix) {}
}
