package dev.freshet.features.definition;

import dev.freshet.features.type.ValueType;

/** Something that a request brings, and offline a column of the spine. */
public record ContextField(String name, ValueType type) {}
