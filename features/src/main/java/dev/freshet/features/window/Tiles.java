package dev.freshet.features.window;

import dev.freshet.features.aggregation.Aggregation;
import dev.freshet.features.aggregation.Partial;
import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;
import java.util.Arrays;

/**
 * The partials of one aggregation, one for each tile that has an event, in the order of time.
 * Mutable, not thread-safe.
 *
 * <p>An event enters the tile of its position; as time goes on, tiles merge into coarser ones, and
 * vanish behind the widest window. So there are at most as many tiles as events.
 */
public final class Tiles {

  private static final int HEAP_BYTES_PER_TILE = 16;

  private final Aggregation aggregation;
  private final Tiling tiling;
  private Tiling.Bounds bounds;
  private long clock;
  private long[] starts = new long[2];
  private Partial[] partials = new Partial[2];
  private int size;
  private Sight[] sights = {};

  /**
   * @param clock the instant from which readers look, epoch milliseconds
   */
  public Tiles(Aggregation aggregation, Tiling tiling, long clock) {
    this.aggregation = aggregation;
    this.tiling = tiling;
    this.clock = clock;
    this.bounds = tiling.bounds(clock);
  }

  public Tiling tiling() {
    return tiling;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  public int size() {
    return size;
  }

  /** About how many bytes it takes on the heap. */
  public int heapBytes() {
    int bytes = 64;
    for (int i = 0; i < size; i++) {
      bytes += HEAP_BYTES_PER_TILE + partials[i].heapBytes();
    }
    return bytes;
  }

  /**
   * Takes in an event; one behind the widest window is passed over.
   *
   * @return how many keys were let go
   * @see Partial#add
   */
  public int add(Object value, Object keys, long timestamp, byte[] tie) {
    long start = bounds.tileStart(timestamp);
    return start == Tiling.GONE ? 0 : tile(start).add(value, keys, timestamp, tie);
  }

  /** Takes in all tiles of another one of the same aggregation and windows. */
  public void merge(Tiles other) {
    advance(other.clock);
    for (int i = 0; i < other.size; i++) {
      long start = bounds.tileStart(other.starts[i]);
      if (start != Tiling.GONE) {
        tile(start).merge(other.partials[i]);
      }
    }
  }

  /** Lets go what no reader at the instant or later can tell apart, or see at all. */
  public void advance(long now) {
    if (now <= clock) {
      return;
    }
    clock = now;
    if (now < bounds.until()) {
      return;
    }
    bounds = tiling.bounds(now);
    int kept = 0;
    for (int i = 0; i < size; i++) {
      long start = bounds.tileStart(starts[i]);
      if (start == Tiling.GONE) {
        continue;
      }
      if (start != starts[i]) {
        for (Sight sight : sights) {
          sight.moved(starts[i]);
        }
      }
      if (kept > 0 && starts[kept - 1] == start) {
        partials[kept - 1].merge(partials[i]);
      } else {
        starts[kept] = start;
        partials[kept++] = partials[i];
      }
    }
    Arrays.fill(partials, kept, size, null);
    size = kept;
  }

  /** What a reader at {@code t}, not before the clock, sees through one of the windows. */
  public Partial through(Window window, long t) {
    long far = window.far(t);
    return size == 0 || starts[size - 1] < far
        ? aggregation.zero()
        : sight(window).through(far, starts, partials, size);
  }

  private Sight sight(Window window) {
    int at = tiling.windows().indexOf(window);
    if (sights.length == 0) {
      sights =
          tiling.windows().stream().map(each -> new Sight(aggregation, each)).toArray(Sight[]::new);
    }
    return sights[at];
  }

  /**
   * Walks through what a window will show, from the far future back to {@code from}: for every
   * instant in {@code (from, until]} at which tiles leave, what is then left, and last what is seen
   * at {@code from}. The partial is the walker's own; it is only valid during the call.
   *
   * @return whether tiles leave after {@code until}
   */
  public boolean walk(Window window, long from, long until, Visitor visitor) {
    long far = window.far(from);
    Partial left = aggregation.zero();
    boolean more = false;
    int i = size - 1;
    while (i >= 0 && starts[i] >= far) {
      long hop = window.hop().floor(starts[i]);
      long leaves = window.leave(hop);
      if (leaves > until) {
        more = true;
      } else {
        visitor.visit(leaves, left);
      }
      for (; i >= 0 && starts[i] >= hop; i--) {
        left.merge(partials[i]);
      }
    }
    visitor.visit(from, left);
    return more;
  }

  /** Hears what is left at an instant. */
  @FunctionalInterface
  public interface Visitor {
    void visit(long instant, Partial left);
  }

  /**
   * The instant at which the last tile leaves the widest window; {@link Long#MIN_VALUE} if empty.
   */
  public long lastLeave() {
    if (size == 0) {
      return Long.MIN_VALUE;
    }
    Window widest = tiling.windows().get(tiling.windows().size() - 1);
    return widest.leave(widest.hop().floor(starts[size - 1]));
  }

  public void write(ByteWriter out) {
    out.writeSigned(clock).writeUnsigned(size);
    long previous = 0;
    for (int i = 0; i < size; i++) {
      long second = Math.floorDiv(starts[i], Hop.SECOND.millis());
      out.writeSigned(second - previous);
      previous = second;
      partials[i].write(out);
    }
  }

  /** Reads what {@link #write} wrote; for perhaps fewer windows than it was written with. */
  public static Tiles read(Aggregation aggregation, Tiling tiling, ByteReader in) {
    Tiles tiles = new Tiles(aggregation, tiling, in.readSigned());
    long second = 0;
    for (int left = (int) in.readUnsigned(); left > 0; left--) {
      second += in.readSigned();
      Partial partial = aggregation.read(in);
      long start = tiles.bounds.tileStart(second * Hop.SECOND.millis());
      if (start != Tiling.GONE) {
        tiles.tile(start).merge(partial);
      }
    }
    return tiles;
  }

  private Partial tile(long start) {
    for (Sight sight : sights) {
      sight.changed(start);
    }
    int at =
        size > 0 && starts[size - 1] < start ? size : Arrays.binarySearch(starts, 0, size, start);
    if (at >= 0 && at < size) {
      return partials[at];
    }
    int insertion = at == size ? size : -at - 1;
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
      partials = Arrays.copyOf(partials, size * 2);
    }
    System.arraycopy(starts, insertion, starts, insertion + 1, size - insertion);
    System.arraycopy(partials, insertion, partials, insertion + 1, size - insertion);
    starts[insertion] = start;
    partials[insertion] = aggregation.zero();
    size++;
    return partials[insertion];
  }
}
