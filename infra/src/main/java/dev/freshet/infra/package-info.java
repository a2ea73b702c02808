/**
 * The outermost ring: the command line, the one-machine stack, deployment files, tests of the
 * whole.
 */
package dev.freshet.infra;
