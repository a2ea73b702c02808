package dev.freshet.pipelines.parity;

import dev.freshet.features.definition.Feature;

/**
 * A value that was served, and is another one offline.
 *
 * @param served {@code null} where there was none
 * @param offline {@code null} where there is none
 */
record Difference(Feature feature, Object served, Object offline) {}
