/** Asks serving over HTTP, as anybody would. */
package dev.freshet.infra.client;
