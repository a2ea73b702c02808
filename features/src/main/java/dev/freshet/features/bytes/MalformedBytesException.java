package dev.freshet.features.bytes;

/** Bytes that are not of the format they were read as. */
public final class MalformedBytesException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public MalformedBytesException(String found, int position) {
    super("found " + found + " at byte " + position);
  }
}
