/** Figures that say how good scores are, with their intervals; they know no library and no file. */
package dev.freshet.infra.train.metric;
