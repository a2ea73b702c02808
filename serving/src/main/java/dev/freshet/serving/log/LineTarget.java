package dev.freshet.serving.log;

import java.io.IOException;
import java.util.function.Consumer;

/** Where lines of text go that outlive the server. Used by one thread. */
public interface LineTarget extends AutoCloseable {

  /**
   * Takes a line, which may wait until {@link #flush}.
   *
   * @param line in UTF-8, without its end
   * @param failed hears of it, now or later, on any thread, if the line cannot be kept
   */
  void write(byte[] line, Consumer<Exception> failed) throws InterruptedException;

  /** Hands on all lines taken so far. */
  void flush() throws InterruptedException;

  @Override
  void close() throws IOException;
}
