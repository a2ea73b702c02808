package dev.freshet.features.aggregation;

import dev.freshet.features.bytes.ByteReader;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;

/**
 * A HyperLogLog sketch of 2^14 registers, read by the estimator that looks at the registers only:
 * so the estimate depends on the set that went in, and on no order. Its relative standard error is
 * below 0.82 %.
 */
final class DistinctSketch {

  private static final int LOG_REGISTERS = 14;

  private final Union registers = new Union(LOG_REGISTERS);

  void add(long hash) {
    registers.update(hash);
  }

  void merge(DistinctSketch other) {
    registers.update(other.registers.getResult(TgtHllType.HLL_8));
  }

  double estimate() {
    return registers.getCompositeEstimate();
  }

  /** The library's compact form. */
  byte[] toByteArray() {
    return registers.getResult(TgtHllType.HLL_4).toCompactByteArray();
  }

  static DistinctSketch read(ByteReader in) {
    DistinctSketch sketch = new DistinctSketch();
    byte[] block = in.readBlock();
    int logRegisters;
    try {
      HllSketch stored = HllSketch.heapify(block);
      logRegisters = stored.getLgConfigK();
      sketch.registers.update(stored);
    } catch (RuntimeException e) { // The library throws of many kinds.
      throw in.malformed("no HyperLogLog sketch (" + e.getMessage() + ")");
    }
    if (logRegisters != LOG_REGISTERS) {
      throw in.malformed("a sketch of 2^" + logRegisters + " registers");
    }
    return sketch;
  }

  int heapBytes() {
    return 128 + registers.getUpdatableSerializationBytes();
  }
}
