/** Encodings: how the values of a feature vector become the numbers that models read. */
package dev.freshet.features.encoding;
