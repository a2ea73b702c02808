package dev.freshet.features.timeline;

import dev.freshet.features.aggregation.Reading;
import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;
import dev.freshet.features.bytes.MalformedBytesException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Closed forms, each in full behind a tag that tells which it is. */
final class ClosedFormSteps implements Steps {

  private static final int CONSTANT = 0;
  private static final int DECAYING = 1;
  private static final int DECAYING_BY_KEY = 2;
  private static final int ELAPSED = 3;
  private static final int EMPTY_MAP = 4;

  private Reading reading = Reading.Constant.NOTHING;

  @Override
  public void write(ByteWriter out, Reading next) {
    if (next instanceof Reading.Constant constant) {
      if (constant.value() instanceof Map<?, ?>) {
        out.writeByte(EMPTY_MAP);
      } else {
        out.writeByte(CONSTANT).writeScalar(constant.value());
      }
    } else if (next instanceof Reading.Decaying decaying) {
      out.writeByte(DECAYING);
      writeHalfLife(out, decaying);
      writeSum(out, decaying);
    } else if (next instanceof Reading.DecayingByKey byKey) {
      writeByKey(out, byKey.sums());
    } else if (next instanceof Reading.Elapsed elapsed) {
      out.writeByte(ELAPSED).writeSigned(elapsed.since());
    }
  }

  @Override
  public void read(ByteReader in) {
    int tag = in.readByte();
    reading =
        switch (tag) {
          case CONSTANT -> new Reading.Constant(in.readScalar());
          case DECAYING -> readSum(in, Duration.ofMillis(in.readUnsigned()));
          case DECAYING_BY_KEY -> readByKey(in);
          case ELAPSED -> new Reading.Elapsed(in.readSigned());
          case EMPTY_MAP -> new Reading.Constant(Map.of());
          default -> throw new MalformedBytesException("an unknown closed form " + tag, -1);
        };
  }

  @Override
  public Object at(long t) {
    return reading.at(t);
  }

  private static void writeByKey(ByteWriter out, Map<String, Reading.Decaying> sums) {
    if (sums.isEmpty()) {
      out.writeByte(EMPTY_MAP);
      return;
    }
    out.writeByte(DECAYING_BY_KEY);
    writeHalfLife(out, sums.values().iterator().next());
    out.writeUnsigned(sums.size());
    sums.forEach(
        (key, sum) -> {
          out.writeString(key);
          writeSum(out, sum);
        });
  }

  private static Reading readByKey(ByteReader in) {
    Duration halfLife = Duration.ofMillis(in.readUnsigned());
    Map<String, Reading.Decaying> sums = new LinkedHashMap<>();
    for (int keys = (int) in.readUnsigned(); keys > 0; keys--) {
      sums.put(in.readString(), readSum(in, halfLife));
    }
    return new Reading.DecayingByKey(sums);
  }

  private static void writeHalfLife(ByteWriter out, Reading.Decaying decaying) {
    out.writeUnsigned(decaying.halfLife().toMillis());
  }

  private static void writeSum(ByteWriter out, Reading.Decaying decaying) {
    out.writeSigned(decaying.reference()).writeDouble(decaying.sum());
  }

  private static Reading.Decaying readSum(ByteReader in, Duration halfLife) {
    long reference = in.readSigned();
    return new Reading.Decaying(in.readDouble(), reference, halfLife);
  }
}
