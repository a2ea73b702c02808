package dev.freshet.serving.score;

import dev.freshet.features.definition.Feature;

/**
 * What a feature's value adds to a raw score.
 *
 * @param value {@code null} where there is none
 */
public record Contribution(Feature feature, Object value, double amount) {}
