package dev.freshet.serving.request;

import java.util.Map;
import java.util.OptionalLong;

/**
 * What a client asks for, whatever the protocol.
 *
 * @param entities join key values by join key, in the order of the request
 * @param asOf the instant to read the timelines at, epoch milliseconds; empty for now
 * @param fullNames whether columns are to be named {@code view__feature}
 */
public record FeatureRequest(
    Dialect dialect,
    Selection selection,
    Map<String, Column> entities,
    OptionalLong asOf,
    boolean fullNames) {}
