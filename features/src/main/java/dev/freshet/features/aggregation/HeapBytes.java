package dev.freshet.features.aggregation;

/** About how much heap things take, on a 64-bit machine with compressed references. */
final class HeapBytes {

  /** A reference in an array. */
  static final int REFERENCE = 4;

  private HeapBytes() {}

  /** A scalar, as if nobody else held it. */
  static int of(Object scalar) {
    return scalar instanceof String text
        ? 24 + array(text.length(), 1)
        : scalar instanceof Boolean ? 0 : 24;
  }

  static int array(int length, int elementBytes) {
    return 16 + (length * elementBytes + 7 & ~7);
  }
}
