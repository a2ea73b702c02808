/** Flink jobs: the stream and the training set. */
package dev.freshet.pipelines;
