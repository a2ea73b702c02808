/** How a model is trained, measured, and written beside what is to be known of it. */
package dev.freshet.infra.train;
