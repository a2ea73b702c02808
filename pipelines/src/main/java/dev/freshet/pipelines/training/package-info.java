/**
 * Training sets: the values that serving would have answered at past instants, by the engine of the
 * stream job over events at rest.
 */
package dev.freshet.pipelines.training;
