package dev.freshet.feast;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A server that speaks Feast's protocol. Thread-safe; who asks waits for the answer. Nothing of the
 * client is loaded before the first of them is made.
 */
public interface FeastServer extends AutoCloseable {

  /** The server at an address, by plain text; nothing is asked of it yet. */
  static FeastServer at(String host, int port) {
    return new ClientServer(host, port);
  }

  /**
   * Asks for features of entities.
   *
   * @param features as the server calls them, {@code view:feature}
   * @param rows at least one, the values ({@code String} or {@code Long}) of the same join keys
   * @param within how long it may take
   * @return a cell for each row and feature
   * @throws FeastException if there is no answer, or one that does not fit the question
   */
  FeastCell[][] ask(List<String> features, List<Map<String, Object>> rows, Duration within)
      throws FeastException;

  /**
   * Asks what the server is, which makes the connection and loads the code that later questions
   * use.
   *
   * @throws FeastException if there is no answer
   */
  void greet(Duration within) throws FeastException;

  /** Ends the connection; questions under way fail. */
  @Override
  void close();
}
