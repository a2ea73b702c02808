package dev.freshet.features.bytes;

/** The tag bytes before a scalar. They are part of every format: never change one, only add. */
final class ScalarTag {

  static final int ABSENT = 0;
  static final int STRING = 1;
  static final int INT64 = 2;
  static final int DOUBLE = 3;
  static final int FALSE = 4;
  static final int TRUE = 5;
  static final int TIMESTAMP = 6;
  static final int LIST = 7;
  static final int MAP = 8;

  private ScalarTag() {}
}
