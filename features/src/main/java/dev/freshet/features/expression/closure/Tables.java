package dev.freshet.features.expression.closure;

import dev.freshet.features.web.Referrers;
import dev.freshet.features.web.UserAgents;
import java.util.Optional;

/** What functions look things up in, by the id that CEL gives their overload. */
public final class Tables {

  private Tables() {}

  /** The table's name and version; empty for a function that needs none. */
  public static Optional<String> of(String overload) {
    return switch (overload) {
      case "user_agent_string" -> Optional.of("user-agents " + UserAgents.version());
      case "referrer_string" -> Optional.of("referrers " + Referrers.version());
      case "daypart_timestamp_string", "weekday_timestamp_string", "is_weekend_timestamp_string" ->
          Optional.of("zones " + Zones.version());
      default -> Optional.empty();
    };
  }
}
