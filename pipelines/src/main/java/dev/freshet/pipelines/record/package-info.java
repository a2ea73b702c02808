/** Records as they come, and the events in them: strict JSON, read by paths in one pass. */
package dev.freshet.pipelines.record;
