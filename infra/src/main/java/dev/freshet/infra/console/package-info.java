/** What a person or a program sees: results on stdout, progress and messages on stderr. */
package dev.freshet.infra.console;
