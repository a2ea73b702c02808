/** Places on earth: which cell they lie in, and how far apart they are. */
package dev.freshet.features.geo;
