package dev.freshet.features.language;

/**
 * Something that is named and is not there: one mistake, however often it is named.
 *
 * @param among where it is missed: a section, a source, a view
 */
record Missing(Object among, String name) {}
