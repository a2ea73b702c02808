package dev.freshet.serving.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A file that lines are added to. When it has grown large it is given another name, {@code
 * served-20261122T120000.123Z.jsonl} for {@code served.jsonl}, and a new one is begun. One process
 * at a time writes to it.
 */
public final class RollingFile implements LineTarget {

  public static final long DEFAULT_BYTES = 64L << 20;

  private static final int BUFFER_BYTES = 1 << 16;
  private static final DateTimeFormatter ROLLED_AT =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Path file;
  private final long maxBytes;
  private final List<Consumer<Exception>> unwritten = new ArrayList<>();
  private ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
  private FileChannel channel;

  private RollingFile(Path file, long maxBytes) {
    this.file = file;
    this.maxBytes = maxBytes;
  }

  /**
   * Opens the file, behind what it has; its folder is made if it is not there.
   *
   * @param maxBytes how large it may grow
   * @throws IOException if it cannot be written, or another process writes it
   */
  public static RollingFile open(Path file, long maxBytes) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    RollingFile opened = new RollingFile(file.toAbsolutePath(), maxBytes);
    opened.begin();
    return opened;
  }

  @Override
  public void write(byte[] line, Consumer<Exception> failed) {
    if (line.length + 1 > buffer.remaining()) {
      flush();
      if (line.length + 1 > buffer.capacity()) {
        buffer = ByteBuffer.allocate(2 * line.length);
      }
    }
    buffer.put(line).put((byte) '\n');
    unwritten.add(failed);
  }

  @Override
  public void flush() {
    buffer.flip();
    try {
      if (channel == null || !channel.isOpen()) {
        begin();
      }
      if (channel.size() > 0 && channel.size() + buffer.limit() > maxBytes) {
        roll();
      }
      append();
    } catch (IOException e) {
      unwritten.forEach(failed -> failed.accept(e));
    }
    unwritten.clear();
    buffer.clear();
  }

  @Override
  public void close() throws IOException {
    flush();
    if (channel != null) {
      channel.close();
    }
  }

  /** Adds the buffer, or nothing: of a line that does not fit on the disk no part stays. */
  private void append() throws IOException {
    long size = channel.size();
    try {
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } catch (IOException e) {
      channel.truncate(size);
      throw e;
    }
  }

  private void begin() throws IOException {
    channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (!lock()) {
      channel.close();
      throw new IOException(file + " is being written by another process");
    }
    channel.position(channel.size());
    if (channel.size() > 0) {
      ByteBuffer last = ByteBuffer.allocate(1);
      channel.read(last, channel.size() - 1);
      if (last.get(0) != '\n') {
        // A process that was killed left half a line.
        channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
      }
    }
  }

  private boolean lock() throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private void roll() throws IOException {
    channel.close();
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String stem = dot < 0 ? name : name.substring(0, dot);
    String extension = dot < 0 ? "" : name.substring(dot);
    Instant now = Instant.now();
    Path rolled;
    do {
      rolled = file.resolveSibling(stem + "-" + ROLLED_AT.format(now) + extension);
      now = now.plusMillis(1);
    } while (Files.exists(rolled));
    Files.move(file, rolled);
    begin();
  }
}
