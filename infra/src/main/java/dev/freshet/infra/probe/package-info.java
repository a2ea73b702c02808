/** Questions to running servers that tell whether they work. */
package dev.freshet.infra.probe;
