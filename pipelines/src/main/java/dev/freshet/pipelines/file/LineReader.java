package dev.freshet.pipelines.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of a stream as bytes, whatever they hold. A line ends at {@code \n} or the stream's
 * end; a byte order mark before the first one is passed over. Not thread-safe.
 */
final class LineReader implements Closeable {

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private byte[] buffer = new byte[1 << 18];
  private int from;
  private int to;
  private boolean started;
  private byte[] line = {};

  LineReader(InputStream in) {
    this.in = in;
  }

  /** Goes to the next line; false at the end. */
  boolean next() throws IOException {
    if (!started) {
      skipByteOrderMark();
    }
    int scanned = from;
    while (true) {
      for (int i = scanned; i < to; i++) {
        if (buffer[i] == '\n') {
          line = Arrays.copyOfRange(buffer, from, i);
          from = i + 1;
          return true;
        }
      }
      int pending = to - from;
      if (!fill()) {
        line = Arrays.copyOfRange(buffer, from, to);
        from = to;
        return pending > 0;
      }
      scanned = from + pending;
    }
  }

  /** The line without its {@code \n}; a {@code \r} before it is still there. */
  byte[] line() {
    return line;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void skipByteOrderMark() throws IOException {
    started = true;
    while (to - from < BYTE_ORDER_MARK.length && fill()) {
      // Until there are three bytes, or no more.
    }
    if (to >= BYTE_ORDER_MARK.length
        && Arrays.equals(
            buffer, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)) {
      from = BYTE_ORDER_MARK.length;
    }
  }

  /** Moves what is left to the front and reads more behind it; false at the end. */
  private boolean fill() throws IOException {
    if (from > 0) {
      System.arraycopy(buffer, from, buffer, 0, to - from);
      to -= from;
      from = 0;
    }
    if (to == buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.multiplyExact(buffer.length, 2));
    }
    int read = in.read(buffer, to, buffer.length - to);
    to += Math.max(read, 0);
    return read > 0;
  }
}
