/** Rows in Redis: one server, or the masters of a Cluster. */
package dev.freshet.pipelines.store.redis;
