package dev.freshet.features.golden;

import dev.freshet.features.bytes.GoldenFile;
import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.InvalidRepositoryException;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.features.fold.EntityFold;
import dev.freshet.features.fold.EntityState;
import dev.freshet.features.fold.FoldMeter;
import dev.freshet.features.language.RepositoryReader;
import dev.freshet.features.oracle.RandomEvents.Made;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What one user did, in several ways that between them use all that states and rows may hold. */
enum Histories {
  /** Nothing at all. */
  NONE,
  /** Clicks over some hours, late ones and repeats among them. */
  CLICKS,
  /** Visits with long pauses, the last one over for long. */
  VISITS,
  /** Clicks and visits that are a little ahead of the clock. */
  AHEAD,
  /** Clicks before and after one more window was defined. */
  WINDOW_ADDED;

  static final long NOON = Instant.parse("2026-11-22T12:00:00Z").toEpochMilli();

  /** By which clock the states are folded and the rows are made. */
  static final long CLOCK = NOON + 123;

  private static final Path DEFINITIONS = GoldenFile.folder("definitions");
  static final Repository REPOSITORY = repository();
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final String WINDOWS = "windows: [5m, 1h, 30d, lifetime]";
  private static final String FEWER_WINDOWS = "windows: [1h, lifetime]";

  private static Repository repository() {
    try {
      return RepositoryReader.read(DEFINITIONS);
    } catch (InvalidRepositoryException e) {
      throw new IllegalStateException(e);
    }
  }

  static EntityFold fold(Repository repository) {
    Entity user = repository.entity("user").orElseThrow();
    return EntityFold.of(repository, user);
  }

  /** The state that the history leads to. */
  EntityState state(EntityFold fold) {
    EntityState state = fold.create();
    switch (this) {
      case NONE -> {}
      case CLICKS -> clicks(fold, state, CLOCK, 0, 12);
      case VISITS -> {
        for (int minutes : new int[] {400, 395, 180, 175, 60, 45}) {
          visit(fold, state, NOON - minutes * MINUTE, "p" + minutes % 4);
        }
      }
      case AHEAD -> {
        clicks(fold, state, CLOCK, 3, 3);
        click(fold, state, "ahead", NOON + 2 * MINUTE, 7, CLOCK);
        visit(fold, state, NOON + 3 * MINUTE, "soon");
      }
      case WINDOW_ADDED -> {
        EntityFold before = fold(withFewerWindows());
        EntityState old = before.create();
        clicks(before, old, CLOCK - 10 * MINUTE, 4, 6);
        EntityState kept = fold.read(before.write(old));
        clicks(fold, kept, CLOCK, 0, 3);
        return kept;
      }
    }
    return state;
  }

  /** So many clicks, from some that are minutes ago to others that are hours ago. */
  private static void clicks(EntityFold fold, EntityState state, long now, int from, int many) {
    for (int i = from; i < from + many; i++) {
      click(fold, state, "e" + i, NOON - (1 + i * i * 5) * MINUTE, i, now);
    }
    click(fold, state, "e" + from, NOON - (1 + from * from * 5) * MINUTE, from, now);
    click(fold, state, "old", NOON - Duration.ofDays(20).toMillis(), 1, now);
  }

  private static void click(
      EntityFold fold, EntityState state, String id, long ts, int i, long now) {
    Map<String, Object> fields = new HashMap<>();
    fields.put("item", "i" + i % 3);
    fields.put("price", i % 4 == 3 ? null : i * 1.25);
    fields.put("quantity", (long) i);
    fields.put("liked", i % 2 == 0);
    fields.put("seen", Instant.ofEpochMilli(ts - 5));
    fields.put("tags", List.of("t" + i % 2, "ü"));
    fields.put("scores", Map.of("s", i / 2.0));
    take(fold, state, "clicks", new Made(id, ts, fields), now);
  }

  private static void visit(EntityFold fold, EntityState state, long ts, String page) {
    take(fold, state, "visits", new Made(null, ts, Map.of("page", page)), CLOCK);
  }

  private static void take(EntityFold fold, EntityState state, String name, Made made, long now) {
    Source source =
        fold.sources().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    fold.fold(state, source, made.event(source), now, FoldMeter.NONE);
  }

  private static Repository withFewerWindows() {
    try {
      Path folder = Files.createTempDirectory("golden");
      Path file = folder.resolve("features.yaml");
      try {
        String text = Files.readString(DEFINITIONS.resolve("features.yaml"));
        Files.writeString(file, text.replace(WINDOWS, FEWER_WINDOWS));
        return RepositoryReader.read(folder);
      } finally {
        Files.deleteIfExists(file);
        Files.delete(folder);
      }
    } catch (InvalidRepositoryException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  String file() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-') + ".txt";
  }
}
