package dev.freshet.features.document;

/** Something wrong at a place: what was found, the rule, and how to mend it. */
public record Finding(Place place, String message) {}
