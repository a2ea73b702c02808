/**
 * A trial on the demo's visitors: shelves ranked by a model, by popularity and by lot, and what is
 * clicked.
 */
package dev.freshet.infra.trial;
