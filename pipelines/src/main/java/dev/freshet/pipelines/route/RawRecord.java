package dev.freshet.pipelines.route;

/**
 * A record as the broker has it.
 *
 * @param timestamp the record's own, epoch milliseconds; negative where it has none
 * @param value its bytes; none where the record has no value
 */
public record RawRecord(String topic, int partition, long offset, long timestamp, byte[] value) {}
