package dev.freshet.infra.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.infra.client.ServingClient;
import dev.freshet.infra.shop.ShopRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The pages of the shop: while visitors act, it asks for the features that their pages need, of
 * them and of items that others looked at just now. What it is told it does not use: it is there to
 * be served. One thread feeds it; it asks in its own.
 */
final class Storefront implements AutoCloseable {

  /** In this order, over and over. */
  private static final List<String> SERVICES =
      List.of("homepage", "product_page", "return_risk", "message");

  private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();
  private static final int ITEMS = 5;

  private final ServingClient client;
  private final ObjectMapper mapper = new ObjectMapper();
  private final ArrayBlockingQueue<ShopRecord> visits = new ArrayBlockingQueue<>(1);
  private final Deque<String> items = new ArrayDeque<>();
  private final Thread thread = new Thread(this::run, "storefront");
  private volatile boolean closed;
  private long offeredNanos = System.nanoTime();

  private Storefront(ServingClient client) {
    this.client = client;
  }

  static Storefront open(ServingClient client) {
    Storefront storefront = new Storefront(client);
    storefront.thread.setDaemon(true);
    storefront.thread.start();
    return storefront;
  }

  /** Hears of what a visitor does: of ten a second at most it makes a page. */
  void visited(ShopRecord record) {
    long now = System.nanoTime();
    if (now - offeredNanos >= PAUSE_NANOS && visits.offer(record)) {
      offeredNanos = now;
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void run() {
    try {
      for (int asked = 0; !closed; ) {
        ShopRecord record = visits.poll(1, TimeUnit.SECONDS);
        if (record != null && ask(SERVICES.get(asked % SERVICES.size()), record)) {
          asked++;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks for what a page needs; false where the record says too little. */
  private boolean ask(String service, ShopRecord record) {
    JsonNode event;
    try {
      event = mapper.readTree(record.value());
    } catch (IOException e) {
      return false;
    }
    if (!event.path("user_id").isTextual() || !event.path("item_id").isTextual()) {
      return false;
    }
    remember(event.path("item_id").asText());
    Map<String, Object> entities = new LinkedHashMap<>();
    Map<String, Object> context = new LinkedHashMap<>();
    entities.put("user_id", event.path("user_id").asText());
    if (service.equals("message")) {
      context.put("at", event.path("ts").asText());
      context.put("zone", event.at("/context/zone").asText(null));
      context.put("user_agent", event.at("/context/user_agent").asText(null));
    } else {
      entities.put("item_id", List.copyOf(items));
    }
    if (service.equals("product_page")) {
      entities.put("session_id", event.path("session_id").asText());
    }
    Map<String, Object> question = new LinkedHashMap<>();
    question.put("feature_service", service);
    question.put("entities", entities);
    question.put("context", context);
    // A server that is away, or has no time, is asked by the next visitor.
    var unused = client.post("/v1/features", question);
    return true;
  }

  private void remember(String item) {
    items.remove(item);
    items.addFirst(item);
    if (items.size() > ITEMS) {
      items.removeLast();
    }
  }
}
