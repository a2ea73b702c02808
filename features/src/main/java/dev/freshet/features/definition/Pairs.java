package dev.freshet.features.definition;

import dev.freshet.features.expression.Expression;
import dev.freshet.features.type.Scalar;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How events of a source are paired with one another: those of one person, say, by the items they
 * are about. Each pair is an event of a source of its own.
 *
 * @param source whose events are paired, itself no source of pairs
 * @param where which of its events are
 * @param by the field that events of one pair have in common
 * @param of the field whose values are paired, two different ones each time
 * @param within how far apart the two events of a pair may be
 * @param k with how many values an event is paired at most, the latest ones before it
 */
public record Pairs(
    Source source,
    Optional<Expression> where,
    Source.Field by,
    Source.Field of,
    Duration within,
    int k) {

  /** What the name of the field with the other value begins with. */
  public static final String OTHER = "other_";

  private static final String EVENT_TIME = "_pair.time";
  private static final String EVENT_ID = "_pair.id";

  /** The slot of the value that an event of a pair is about. */
  public static final int ONE = 0;

  /** The slot of the value that it is paired with. */
  public static final int OTHER_ONE = 1;

  /**
   * The source of the pairs. It has no topic, but a name in place of one that no topic can have.
   *
   * @param name its name
   */
  public Source asSource(String name) {
    return new Source(
        name,
        "(" + name + ")",
        Optional.empty(),
        new EventTime.At(FieldPath.parse(EVENT_TIME)),
        Optional.of(FieldPath.parse(EVENT_ID)),
        List.of(field(of.name()), field(OTHER + of.name())),
        source.deduplicateWithin(),
        source.maxFutureSkew(),
        Optional.of(this));
  }

  private Source.Field field(String name) {
    return new Source.Field(name, (Scalar) of.type(), new FieldPath(List.of(name)));
  }

  /** All that decides what pairs there are. */
  String canonical() {
    return String.join(
        "\n",
        "pairs of " + of.name() + " by " + by.name(),
        "source " + source.name(),
        "where " + FeatureDefinition.text(where) + FeatureDefinition.tables(where.stream()),
        "within " + within.toMillis(),
        "k " + k);
  }
}
