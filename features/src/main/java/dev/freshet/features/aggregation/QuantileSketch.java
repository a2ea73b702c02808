package dev.freshet.features.aggregation;

import dev.freshet.features.bytes.ByteReader;
import org.apache.datasketches.kll.KllDoublesSketch;
import org.apache.datasketches.memory.Memory;
import org.apache.datasketches.quantilescommon.QuantileSearchCriteria;
import org.apache.datasketches.quantilescommon.QuantilesDoublesSketchIterator;

/** A KLL sketch of k 300: a rank error of at most 0.9 % in 99 of 100 sketches. Never empty. */
final class QuantileSketch {

  private static final int K = 300;

  private final KllDoublesSketch sketch;

  QuantileSketch() {
    this(KllDoublesSketch.newHeapInstance(K));
  }

  private QuantileSketch(KllDoublesSketch sketch) {
    this.sketch = sketch;
  }

  void add(double value) {
    sketch.update(value);
  }

  void merge(QuantileSketch other) {
    sketch.merge(other.sketch);
  }

  /** The smallest value kept with at least q of all values at or below it. */
  double quantile(double q) {
    return sketch.getQuantile(q, QuantileSearchCriteria.INCLUSIVE);
  }

  /** The library's compact form. */
  byte[] toByteArray() {
    return sketch.toByteArray();
  }

  static QuantileSketch read(ByteReader in) {
    byte[] block = in.readBlock();
    KllDoublesSketch stored;
    try {
      stored = KllDoublesSketch.heapify(Memory.wrap(block));
    } catch (RuntimeException e) { // The library throws of many kinds.
      throw in.malformed("no KLL sketch (" + e.getMessage() + ")");
    }
    if (stored.getK() != K || stored.isEmpty()) {
      throw in.malformed("a sketch of k " + stored.getK() + " and " + stored.getN() + " values");
    }
    QuantilesDoublesSketchIterator values = stored.iterator();
    while (values.next()) {
      if (!Double.isFinite(values.getQuantile())) {
        throw in.malformed("the number " + values.getQuantile() + " in a sketch");
      }
    }
    return new QuantileSketch(stored);
  }

  int heapBytes() {
    return 160 + 2 * sketch.getSerializedSizeBytes();
  }
}
