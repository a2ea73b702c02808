/** Measured speed: JMH benchmarks of the kernel, the pipelines and the serving path. */
package dev.freshet.benchmarks;
