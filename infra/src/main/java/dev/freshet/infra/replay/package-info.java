/** Sends events at rest to their topics. */
package dev.freshet.infra.replay;
