/** Measured speed: each figure is a ratio against a baseline in the same run. */
package dev.freshet.benchmarks;
