/**
 * Examples that models are trained on: the rows of a training set as numbers, with their labels.
 */
package dev.freshet.pipelines.examples;
