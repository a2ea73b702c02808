package dev.freshet.pipelines.table;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * The lines of a stream as bytes, whatever they hold. A line ends at {@code \n} or the stream's
 * end; a byte order mark before the first one is passed over. Not thread-safe.
 */
public final class LineReader implements Closeable {

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private static final int BUFFER_BYTES = 1 << 16;

  private final InputStream in;
  private final CountingStream counting;
  private byte[] buffer = new byte[1 << 18];
  private int from;
  private int to;
  private boolean started;
  private byte[] line = {};

  private LineReader(InputStream in, CountingStream counting) {
    this.in = in;
    this.counting = counting;
  }

  /** Opens a file; one whose name ends with {@code .gz} is unpacked. */
  public static LineReader open(Path file) throws IOException {
    CountingStream counting = new CountingStream(Files.newInputStream(file));
    try {
      return new LineReader(isPacked(file) ? unpacked(counting) : counting, counting);
    } catch (IOException e) {
      counting.close();
      throw e;
    }
  }

  static boolean isPacked(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  private static InputStream unpacked(InputStream in) throws IOException {
    return new GZIPInputStream(new BufferedInputStream(in, BUFFER_BYTES), BUFFER_BYTES);
  }

  /** Goes to the next line; false at the end. */
  public boolean next() throws IOException {
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

  /** The line without its end, be it {@code \n} or {@code \r\n}. */
  public byte[] record() {
    return withoutCarriageReturn(line);
  }

  static byte[] withoutCarriageReturn(byte[] line) {
    return line.length > 0 && line[line.length - 1] == '\r'
        ? Arrays.copyOf(line, line.length - 1)
        : line;
  }

  /** How many bytes of the file have been read, of {@code Files.size}. */
  public long position() {
    return counting.count();
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
