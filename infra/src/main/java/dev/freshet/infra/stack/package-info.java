/** The whole system on one machine, each part a process of its own. */
package dev.freshet.infra.stack;
