/** The commands of {@code ./freshet}: options in, exit codes out. */
package dev.freshet.infra.command;
