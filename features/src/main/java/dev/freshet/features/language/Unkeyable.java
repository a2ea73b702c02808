package dev.freshet.features.language;

import dev.freshet.features.document.Place;

/**
 * A field that is asked for as a key and whose type is none of a key: one mistake, however often it
 * is asked for.
 */
record Unkeyable(Place source, String field) {}
