package dev.freshet.pipelines.file;

/** A source's files cannot be found or read as the definition names them. */
public final class EventFilesException extends Exception {

  private static final long serialVersionUID = 1L;

  EventFilesException(String message) {
    super(message);
  }

  EventFilesException(String message, Throwable cause) {
    super(message, cause);
  }
}
