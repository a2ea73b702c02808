/** What the pages say is what happens: their links, their commands, their code. */
package dev.freshet.infra.guide;
