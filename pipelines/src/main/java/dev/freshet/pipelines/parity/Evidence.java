package dev.freshet.pipelines.parity;

import dev.freshet.features.aggregation.Aggregation;
import dev.freshet.features.aggregation.CountDistinct;
import dev.freshet.features.aggregation.Quantile;
import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.definition.FeatureDefinition;
import dev.freshet.features.definition.FeatureView;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.expression.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a value is right, as far as its events can tell: equal but for the rounding of what was
 * added up, or a sketch's and within the sketch's bound.
 */
final class Evidence {

  /** How far the rank of a quantile may be off, of all values. */
  static final double RANK_BOUND = 0.015;

  /** How far a count of distinct values may be off, of itself. */
  static final double DISTINCT_BOUND = 0.025;

  private final Repository repository;

  Evidence(Repository repository) {
    this.repository = repository;
  }

  /** What can be said. */
  enum Verdict {
    SAME,
    WITHIN_BOUND,
    OTHER
  }

  /**
   * Compares what was served with what its events give.
   *
   * @param events that were folded
   * @param t the instant of both, epoch milliseconds
   */
  Verdict of(AggregatedFeature feature, Object served, Object right, List<Folded> events, long t) {
    if (Likeness.same(served, right)) {
      return Verdict.SAME;
    }
    Aggregation aggregation = feature.definition().aggregation();
    if (aggregation instanceof CountDistinct) {
      return isWithin(served, right) ? Verdict.WITHIN_BOUND : Verdict.OTHER;
    }
    List<Double> numbers = numbers(feature, events, t);
    if (aggregation instanceof Quantile quantile) {
      return served instanceof Double value && hasRank(value, quantile.q(), numbers)
          ? Verdict.WITHIN_BOUND
          : Verdict.OTHER;
    }
    double magnitude = numbers.stream().mapToDouble(Math::abs).sum();
    return Likeness.same(served, right, magnitude) ? Verdict.SAME : Verdict.OTHER;
  }

  private static boolean isWithin(Object served, Object right) {
    return served instanceof Long a
        && right instanceof Long b
        && Math.min(a, b) > CountDistinct.EXACT * (1 - DISTINCT_BOUND)
        && Math.abs(a - b) <= 2 * DISTINCT_BOUND * Math.max(a, b);
  }

  /** Whether a value's place among others is that of a quantile, within the sketch's bound. */
  private static boolean hasRank(double value, double q, List<Double> numbers) {
    if (numbers.size() <= Quantile.EXACT) {
      return false;
    }
    long below = numbers.stream().filter(number -> number < value).count();
    long notAbove = numbers.stream().filter(number -> number <= value).count();
    double one = 1.0 / numbers.size();
    return notAbove > below
        && (double) below / numbers.size() <= q + RANK_BOUND + one
        && (double) notAbove / numbers.size() >= q - RANK_BOUND - one;
  }

  /** The numbers that a feature aggregates at an instant. */
  private List<Double> numbers(AggregatedFeature feature, List<Folded> events, long t) {
    FeatureView view = repository.view(feature.view()).orElseThrow();
    FeatureDefinition definition = feature.definition();
    long from = feature.span().window().map(window -> window.far(t)).orElse(Long.MIN_VALUE);
    List<Double> numbers = new ArrayList<>();
    for (Folded folded : events) {
      long at = folded.event().timestamp();
      Object[] slots = folded.event().slots();
      if (folded.source().equals(view.source())
          && from <= at
          && at < t
          && passes(view.where(), slots)
          && passes(definition.where(), slots)
          && definition.value().isPresent()
          && definition.value().get().evaluate(slots) instanceof Number number) {
        numbers.add(number.doubleValue());
      }
    }
    return numbers;
  }

  private static boolean passes(Optional<Expression> where, Object[] slots) {
    return where.isEmpty() || Boolean.TRUE.equals(where.get().evaluate(slots));
  }
}
