/** The Redis server of one machine. */
package dev.freshet.infra.store;
