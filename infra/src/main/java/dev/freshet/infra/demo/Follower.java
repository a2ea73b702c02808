package dev.freshet.infra.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.infra.client.ServingClient;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks at one visitor's features again and again, and says what has changed; at another's when
 * nothing has for a while. Used by one thread.
 */
final class Follower {

  private static final int LOOKS_WITHOUT_CHANGE = 8;
  private static final long PATIENCE_SECONDS = 2;

  private final ServingClient client;
  private final Regulars regulars;
  private Optional<String> visitor = Optional.empty();
  private List<String> before = List.of();
  private int unchanged;

  Follower(ServingClient client, Regulars regulars) {
    this.client = client;
    this.regulars = regulars;
  }

  /** Whom it looks at; empty while nobody was found of whom anything is known. */
  Optional<String> visitor() {
    return before.isEmpty() ? Optional.empty() : visitor;
  }

  /** The visitor and what is new; empty where nothing is, or no answer comes. */
  Optional<String> look() throws InterruptedException {
    if (visitor.isEmpty() || unchanged > LOOKS_WITHOUT_CHANGE) {
      visitor = regulars.busiest();
      before = List.of();
      unchanged = 0;
    }
    if (visitor.isEmpty()) {
      return Optional.empty();
    }
    try {
      List<JsonNode> values =
          client.values(Portrait.FEATURES, visitor.get()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      List<String> after = values.stream().map(Portrait::text).toList();
      if (before.isEmpty() && Portrait.isBlank(after)) {
        visitor = Optional.empty();
        return Optional.empty();
      }
      String line = Portrait.line(before, after);
      before = after;
      unchanged = line.isEmpty() ? unchanged + 1 : 0;
      return line.isEmpty() ? Optional.empty() : Optional.of(visitor.get() + "  " + line);
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty();
    }
  }
}
