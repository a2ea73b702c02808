package dev.freshet.pipelines.parity;

import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.pipelines.archive.Arrival;

/**
 * An event, and its arrival at one entity.
 *
 * @param appended the record's timestamp, epoch milliseconds; negative where it has none
 */
record Folded(Arrival arrival, Source source, Event event, long appended) {}
