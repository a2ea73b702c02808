package dev.freshet.pipelines.parity;

import dev.freshet.features.bytes.StableId;
import dev.freshet.features.definition.Entity;
import dev.freshet.features.row.RowVersion;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The newest version of each row that a log has seen served, by which a store that lost rows, or
 * went back to older ones, is told from one that waits for new ones.
 */
final class NewestVersions {

  /** Answers that are nearer to one another may have overtaken each other. */
  private static final long APART_MILLIS = Duration.ofSeconds(1).toMillis();

  /** Within this time no row goes by itself, nor does its count begin anew. */
  private static final long KEPT_MILLIS = Duration.ofDays(1).toMillis();

  /** By 64 bits of the row's name. */
  private final Map<Long, Seen> newest = new HashMap<>();

  private record Seen(RowVersion version, long asOf) {}

  /** Takes in what was served of an entity, and tells whether something newer was served before. */
  boolean isOlder(Entity entity, String key, Optional<RowVersion> version, long asOf) {
    long id = StableId.of(entity.name() + ":" + key);
    Seen seen = newest.get(id);
    if (version.isPresent() && (seen == null || seen.version().compareTo(version.get()) <= 0)) {
      newest.put(id, new Seen(version.get(), asOf));
      return false;
    }
    return seen != null && asOf - seen.asOf() >= APART_MILLIS && asOf - seen.asOf() < KEPT_MILLIS;
  }
}
