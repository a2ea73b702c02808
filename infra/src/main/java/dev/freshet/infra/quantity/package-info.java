/** Durations and sizes as people write them. */
package dev.freshet.infra.quantity;
