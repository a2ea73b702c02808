package dev.freshet.pipelines.store;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.row.RowFormat;
import dev.freshet.features.row.RowVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/** A store of this JVM, with its server's side: it can be away, and lose what it has. */
public final class MemoryStore {

  private final Map<String, Stored> stored = new HashMap<>();
  private final List<String> journal = new ArrayList<>();
  private String generation = UUID.randomUUID().toString();
  private LongSupplier clock = System::currentTimeMillis;
  private boolean away;
  private boolean waitedFor;

  /** A value and when it expires. */
  public record Stored(byte[] value, long keepUntil) {}

  /** A connection to it. */
  public synchronized RowStore open(Map<String, byte[]> fixtures, StoreMeter meter) {
    Connection connection = new Connection(fixtures, meter);
    connection.look();
    return connection;
  }

  /** By which clock it lets values expire. */
  public synchronized void follow(LongSupplier other) {
    clock = other;
  }

  /** What is stored under a name. */
  public synchronized Optional<Stored> read(String name) {
    return Optional.ofNullable(stored.get(name))
        .filter(value -> value.keepUntil() > clock.getAsLong());
  }

  /** The names under which something is stored. */
  public synchronized List<String> names() {
    return stored.keySet().stream().sorted().toList();
  }

  /** The names of all rows that were kept, in order, once each time; forgotten when read. */
  public synchronized List<String> drainJournal() {
    List<String> drained = List.copyOf(journal);
    journal.clear();
    return drained;
  }

  /** Loses everything. */
  public synchronized void wipe() {
    stored.clear();
    generation = UUID.randomUUID().toString();
    notifyAll();
  }

  public synchronized void goAway() {
    away = true;
  }

  /** Whether somebody has waited for it while it was away. */
  public synchronized boolean isWaitedFor() {
    return waitedFor;
  }

  public synchronized void comeBack() {
    away = false;
    notifyAll();
  }

  private synchronized boolean put(String name, byte[] row, long keepUntil) {
    Optional<Stored> old = read(name);
    if (old.isPresent() && version(old.get().value()).compareTo(version(row)) > 0) {
      return false;
    }
    stored.put(name, new Stored(row, keepUntil));
    journal.add(name);
    return true;
  }

  private static RowVersion version(byte[] row) {
    return RowVersion.read(new ByteReader(row, RowFormat.VERSION_OFFSET, row.length));
  }

  private final class Connection implements RowStore {

    private final Map<String, byte[]> fixtures;
    private final StoreMeter meter;
    private final Map<String, Stored> waiting = new HashMap<>();
    private Optional<String> identity = Optional.empty();

    private Connection(Map<String, byte[]> fixtures, StoreMeter meter) {
      this.fixtures = fixtures;
      this.meter = meter;
    }

    private void look() {
      if (!away && !identity.equals(Optional.of(generation))) {
        fixtures.forEach((name, value) -> stored.put(name, new Stored(value, Long.MAX_VALUE)));
        identity = Optional.of(generation);
      }
    }

    @Override
    public void put(String name, byte[] row, long keepUntil) {
      waiting.put(name, new Stored(row, keepUntil));
    }

    @Override
    public void send() {
      synchronized (MemoryStore.this) {
        look();
        if (!away) {
          waiting.forEach(
              (name, row) -> {
                if (MemoryStore.this.put(name, row.value(), row.keepUntil())) {
                  meter.written(1);
                } else {
                  meter.refused(1);
                }
              });
          waiting.clear();
        }
      }
    }

    @Override
    public void flush() throws InterruptedException {
      synchronized (MemoryStore.this) {
        for (send(); !waiting.isEmpty(); send()) {
          waitedFor = true;
          MemoryStore.this.wait();
        }
      }
    }

    @Override
    public boolean flush(Duration atMost) {
      send();
      return waiting.isEmpty();
    }

    @Override
    public Optional<String> identity() {
      synchronized (MemoryStore.this) {
        look();
        return identity;
      }
    }

    @Override
    public void close() {
      waiting.clear();
    }
  }

  /** The text as bytes: a value that is no row. */
  public static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
