/** Metrics of a job that runs in this JVM, on a page of their own. */
package dev.freshet.pipelines.metric;
