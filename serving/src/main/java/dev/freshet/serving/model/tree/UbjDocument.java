package dev.freshet.serving.model.tree;

import dev.freshet.serving.model.UnusableModelException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A document in Universal Binary JSON (https://ubjson.org, draft 12), which the library writes with
 * strongly typed lists. All numbers are big-endian.
 */
final class UbjDocument implements Document {

  private static final int NONE = -1;

  private final ByteBuffer in;

  /** The marker of the next value where its list names one for all, or it was read; or NONE. */
  private int begun = NONE;

  private int depth;

  UbjDocument(byte[] bytes) {
    in = ByteBuffer.wrap(bytes);
  }

  /** What stands between the brackets: how many values, if that is said, and of which type. */
  private record Bounds(int type, long count) {

    static final Bounds OPEN = new Bounds(NONE, NONE);
  }

  @Override
  public void fields(String what, FieldReader reader) throws UnusableModelException {
    expect('{', what, "an object");
    Bounds bounds = enter();
    for (long i = 0; more(bounds, i, '}'); i++) {
      String name = characters(begun == NONE ? marker() : begun());
      begun = bounds.type;
      reader.read(name);
    }
    depth--;
  }

  @Override
  public void items(String what, ItemReader reader) throws UnusableModelException {
    expect('[', what, "a list");
    Bounds bounds = enter();
    for (long i = 0; more(bounds, i, ']'); i++) {
      if (bounds.type != NONE) {
        begun = bounds.type;
      }
      reader.read();
    }
    depth--;
  }

  @Override
  public float[] floats(String what) throws UnusableModelException {
    expect('[', what, "a list of numbers");
    Bounds bounds = enter();
    float[] numbers = new float[(int) Math.max(16, bounds.count)];
    int size = 0;
    for (; more(bounds, size, ']'); size++) {
      if (size == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * size);
      }
      numbers[size] = number(what, bounds.type == NONE ? first() : bounds.type);
    }
    depth--;
    return Arrays.copyOf(numbers, size);
  }

  @Override
  public int[] ints(String what) throws UnusableModelException {
    expect('[', what, "a list of integers");
    Bounds bounds = enter();
    int[] numbers = new int[(int) Math.max(16, bounds.count)];
    int size = 0;
    for (; more(bounds, size, ']'); size++) {
      if (size == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * size);
      }
      long number = integer(what, bounds.type == NONE ? first() : bounds.type);
      if (number != (int) number) {
        throw new UnusableModelException(
            "%s has %d; it must be a list of 32-bit integers".formatted(what, number));
      }
      numbers[size] = (int) number;
    }
    depth--;
    return Arrays.copyOf(numbers, size);
  }

  @Override
  public String text(String what) throws UnusableModelException {
    int marker = first();
    return switch (marker) {
      case 'S' -> characters(marker());
      case 'd', 'D' -> Float.toString(number(what, marker));
      default -> Long.toString(integer(what, marker));
    };
  }

  @Override
  public void skip() throws UnusableModelException {
    int marker = first();
    switch (marker) {
      case '{' -> {
        begun = marker;
        fields("the value", name -> skip());
      }
      case '[' -> {
        begun = marker;
        items("the value", this::skip);
      }
      case 'S', 'H' -> pass(length(marker(), 1));
      case 'Z', 'T', 'F' -> {}
      case 'i', 'U', 'C', 'I', 'l', 'd', 'L', 'D' -> pass(leastBytes(marker));
      default -> throw unknown(marker);
    }
  }

  private float number(String what, int marker) throws UnusableModelException {
    try {
      return switch (marker) {
        case 'd' -> in.getFloat();
        case 'D' -> (float) in.getDouble();
        default -> integer(what, marker);
      };
    } catch (BufferUnderflowException e) {
      throw ended(e);
    }
  }

  private long integer(String what, int marker) throws UnusableModelException {
    try {
      return switch (marker) {
        case 'i' -> in.get();
        case 'U' -> in.get() & 0xff;
        case 'I' -> in.getShort();
        case 'l' -> in.getInt();
        case 'L' -> in.getLong();
        case 'T' -> 1;
        case 'F' -> 0;
        default -> throw wrong(what, "of numbers", marker);
      };
    } catch (BufferUnderflowException e) {
      throw ended(e);
    }
  }

  private String characters(int lengthMarker) throws UnusableModelException {
    byte[] bytes = new byte[length(lengthMarker, 1)];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static int leastBytes(int type) {
    return switch (type) {
      case 'I' -> 2;
      case 'l', 'd' -> 4;
      case 'L', 'D' -> 8;
      default -> 1;
    };
  }

  /** Reads how many values follow, of so many bytes or more each. */
  private int length(int marker, int leastBytes) throws UnusableModelException {
    long length = integer("a length", marker);
    if (length < 0 || length > in.remaining() / leastBytes) {
      throw new UnusableModelException(
          "at byte %d, %d values are announced and %d bytes are left; copy the file again, whole"
              .formatted(in.position(), length, in.remaining()));
    }
    return (int) length;
  }

  private void pass(int bytes) throws UnusableModelException {
    if (bytes > in.remaining()) {
      throw ended(null);
    }
    in.position(in.position() + bytes);
  }

  private Bounds enter() throws UnusableModelException {
    if (++depth > MAX_DEPTH) {
      throw new UnusableModelException(
          "the file nests deeper than %d; no model does".formatted(MAX_DEPTH));
    }
    int marker = marker();
    int type = NONE;
    if (marker == '$') {
      type = marker();
      if ("{[SHiUCIlLdD".indexOf(type) < 0) {
        throw unknown(type);
      }
      marker = marker();
    } else if (marker != '#') {
      begun = marker;
      return Bounds.OPEN;
    }
    if (marker != '#') {
      throw unknown(marker);
    }
    return new Bounds(type, length(marker(), leastBytes(type)));
  }

  /** Whether another value follows; passes the closing bracket if none does. */
  private boolean more(Bounds bounds, long seen, int close) throws UnusableModelException {
    if (bounds.count != NONE) {
      return seen < bounds.count;
    }
    if (begun == NONE) {
      begun = marker();
    }
    if (begun == close) {
      begun = NONE;
      return false;
    }
    return true;
  }

  private void expect(int expected, String what, String rule) throws UnusableModelException {
    int marker = first();
    if (marker != expected) {
      throw wrong(what, rule, marker);
    }
  }

  private int first() throws UnusableModelException {
    return begun == NONE ? marker() : begun();
  }

  private int begun() {
    int marker = begun;
    begun = NONE;
    return marker;
  }

  private int marker() throws UnusableModelException {
    try {
      int marker = in.get();
      while (marker == 'N') {
        marker = in.get();
      }
      return marker & 0xff;
    } catch (BufferUnderflowException e) {
      throw ended(e);
    }
  }

  private static UnusableModelException ended(BufferUnderflowException cause) {
    return new UnusableModelException("the file ends too early; copy it again, whole", cause);
  }

  private UnusableModelException unknown(int marker) {
    return new UnusableModelException(
        "at byte %d the marker 0x%02x does not belong into UBJ; copy the file again, whole"
            .formatted(in.position() - 1, marker));
  }

  private UnusableModelException wrong(String what, String rule, int marker) {
    return new UnusableModelException(
        "%s is not %s: at byte %d the marker is 0x%02x; the library writes no such file"
            .formatted(what, rule, in.position() - 1, marker));
  }
}
