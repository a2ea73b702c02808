/** How fast training sets are made, of a log that is real and of one key that is hot. */
package dev.freshet.benchmarks.history;
