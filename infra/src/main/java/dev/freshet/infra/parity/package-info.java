/** How a measurement of parity is shown: as a table, as JSON, as a page. */
package dev.freshet.infra.parity;
