package dev.freshet.features.expression;

/** The one outcome of an expression that is no value. */
enum Failure {
  FAILED
}
