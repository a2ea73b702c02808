/**
 * YAML documents whose every item knows its place, and the problems found in them.
 *
 * <p>Knows nothing of what the documents are about.
 */
package dev.freshet.features.document;
