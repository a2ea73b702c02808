/** Pages to be read in a browser: their head, their style, their plots; they need nothing else. */
package dev.freshet.infra.page;
