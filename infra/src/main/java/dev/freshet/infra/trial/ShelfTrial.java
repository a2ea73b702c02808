package dev.freshet.infra.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.infra.client.ServingClient;
import dev.freshet.infra.console.Console;
import dev.freshet.infra.shop.Onlookers;
import dev.freshet.infra.shop.ShopRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A trial on the shop's visitors. For a while they are shown items by lot, and an {@link
 * Apprentice} learns from what they click. From when it is served, each visitor's shelf is filled
 * by their {@link Arm}. What is clicked becomes an event. One thread offers visitors; the pages are
 * made in others.
 */
final class ShelfTrial implements Trial {

  private static final int CANDIDATES = 40;
  private static final long PAUSE_NANOS = Duration.ofMillis(25).toNanos();

  /** A visitor sees a shelf on the page after the one that brought them to mind. */
  private static final long NEXT_PAGE_NANOS = Duration.ofSeconds(3).toNanos();

  /** Pages that are being made at a time. */
  private static final int THREADS = 3;

  private static final int MOST_WAITING = 500;

  private final Shelf shelf;
  private final Onlookers onlookers;
  private final List<String> items;
  private final Consumer<ShopRecord> reactions;
  private final Apprentice apprentice;
  private final Console console;
  private final Random random;
  private final ObjectMapper mapper = new ObjectMapper();
  private final Instant opened = Instant.now();
  private final DelayQueue<Visit> visits = new DelayQueue<>();
  private final Map<Arm, Clicks> clicks = new EnumMap<>(Arm.class);
  private final List<Thread> threads = new ArrayList<>();
  private long offeredNanos = System.nanoTime();
  private long clicked;
  private volatile boolean closed;

  ShelfTrial(
      ServingClient client,
      Onlookers onlookers,
      Consumer<ShopRecord> reactions,
      Workshop workshop,
      Duration lessons,
      long seed,
      Console console) {
    this.random = new Random(seed);
    this.shelf = new Shelf(client, random);
    this.onlookers = onlookers;
    this.items = onlookers.items();
    this.reactions = reactions;
    this.apprentice = new Apprentice(workshop, shelf, lessons, console);
    this.console = console;
    for (Arm arm : Arm.values()) {
      clicks.put(arm, new Clicks());
    }
  }

  void start() {
    for (int i = 0; i < THREADS; i++) {
      Thread thread = new Thread(this::run, "trial-" + i);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  /** Forty times a second at most somebody sees a shelf. */
  @Override
  public void visited(ShopRecord record) {
    long now = System.nanoTime();
    if (now - offeredNanos >= PAUSE_NANOS && visits.size() < MOST_WAITING) {
      visits.add(new Visit(record, now + NEXT_PAGE_NANOS));
      offeredNanos = now;
    }
  }

  @Override
  public Optional<Outcome> outcome() {
    return apprentice.isServed()
            && clicks.values().stream().allMatch(counted -> counted.shown() > 0)
        ? Optional.of(new Outcome(apprentice.rows(), clicks))
        : Optional.empty();
  }

  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
    apprentice.close();
  }

  private void run() {
    try {
      while (!closed) {
        Visit visit = visits.poll(1, TimeUnit.SECONDS);
        apprentice.trainWhenItIsTime();
        if (visit != null) {
          turnOver(visit.record());
        }
      }
    } catch (IOException e) {
      console.say("the trial is over: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One page; one that serving has no time for is not shown. */
  private void turnOver(ShopRecord record) throws IOException {
    JsonNode event = mapper.readTree(record.value());
    String visitor = event.path("user_id").asText();
    String session = event.path("session_id").asText();
    if (visitor.isEmpty() || session.isEmpty()) {
      return;
    }
    try {
      if (apprentice.look()) {
        Arm arm = Arm.of(visitor);
        List<String> ranked = shelf.ranked(arm, visitor, candidates(CANDIDATES));
        for (int i = 0; i < ranked.size(); i++) {
          clicks.get(arm).add(visitor, show(visitor, session, ranked.get(i), i));
        }
      } else {
        List<ObjectNode> rows = shelf.rows(visitor, candidates(Shelf.ITEMS));
        for (int i = 0; i < rows.size(); i++) {
          String item = rows.get(i).path("item_id").asText();
          rows.get(i).put(Apprentice.LABEL, show(visitor, session, item, i) ? 1 : 0);
        }
        apprentice.tell(rows);
      }
    } catch (CompletionException e) {
      // The next visitor sees one.
    }
  }

  private synchronized boolean show(String visitor, String session, String item, int position) {
    Instant now = Instant.now();
    String id = "shelf-" + opened.toEpochMilli() + "-" + clicked;
    Optional<ShopRecord> click = onlookers.show(visitor, session, item, position, id, now);
    click.ifPresent(
        view -> {
          clicked++;
          reactions.accept(view);
        });
    return click.isPresent();
  }

  private synchronized List<String> candidates(int count) {
    List<String> drawn = new ArrayList<>();
    while (drawn.size() < count) {
      String item = items.get(random.nextInt(items.size()));
      if (!drawn.contains(item)) {
        drawn.add(item);
      }
    }
    return Collections.unmodifiableList(drawn);
  }

  /** Somebody who is to see a shelf. */
  private record Visit(ShopRecord record, long dueNanos) implements Delayed {

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(dueNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(dueNanos, ((Visit) other).dueNanos);
    }
  }
}
