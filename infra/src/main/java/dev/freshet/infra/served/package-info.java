/** The log of what was served: where it goes, and what is read from there. */
package dev.freshet.infra.served;
