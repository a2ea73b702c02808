/** Slices of examples in time: what a model is trained on, when to stop, what it is measured on. */
package dev.freshet.infra.train.slice;
