/** The whole system under load, as the command line starts it. */
package dev.freshet.benchmarks.system;
