package dev.freshet.features.definition;

import java.util.Optional;

/**
 * Where candidates for a list come from: the keys of a map, those of greater values first, or the
 * values of a list, in its order.
 *
 * @param of the join key whose values they are
 * @param feature a map of numbers, or a list
 * @param seeds a feature whose values say of which entities the other one is read; empty if that is
 *     what a request names
 */
public record Candidates(
    String name, String of, AggregatedFeature feature, Optional<AggregatedFeature> seeds) {}
