/** Files of feature vectors: the rows of a spine with the values beside them. */
package dev.freshet.pipelines.training.output;
