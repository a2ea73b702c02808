/** The kernel's parts, each beside the plainest thing that does the same: JMH benchmarks. */
package dev.freshet.benchmarks.kernel;
