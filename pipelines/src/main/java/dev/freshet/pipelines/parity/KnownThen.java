package dev.freshet.pipelines.parity;

import dev.freshet.features.definition.AggregatedFeature;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What the events of a row's version give.
 *
 * @param values of the features asked for
 * @param events they are made of
 * @param unknown when the first of the events that it did not know, and that count at the instant
 *     asked for, was appended, epoch milliseconds; empty if it knew all
 * @param whole whether all that was served of the entity is so
 */
record KnownThen(
    Map<AggregatedFeature, Object> values,
    List<Folded> events,
    OptionalLong unknown,
    boolean whole) {}
