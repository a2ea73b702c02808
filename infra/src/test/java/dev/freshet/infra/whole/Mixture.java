package dev.freshet.infra.whole;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.infra.whole.Letters.Place;
import dev.freshet.infra.whole.Orders.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Orders among records that are none, in random order, and what must become of each. */
final class Mixture {

  static final int MALFORMED = 100_000;
  static final int TOO_LARGE = 60;
  static final int GOOD = 20_000;
  static final int MISTYPED = 10_000;
  static final int UNKEYED = 500;

  /** Records that are just not malformed. */
  static final int ON_THE_EDGE = 2;

  private static final List<Malformed> SMALL =
      List.copyOf(EnumSet.complementOf(EnumSet.of(Malformed.TOO_LARGE)));

  private final Repository repository;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Random random;
  private final Orders orders;
  private final World world;
  private final Map<Place, Sent> malformed = new ConcurrentHashMap<>();
  private final Map<String, Long> mistyped = new HashMap<>();
  private final List<Runnable> plan = new ArrayList<>();

  /** A malformed record that was sent. */
  record Sent(Malformed kind, byte[] bytes) {}

  Mixture(Repository repository, KafkaProducer<byte[], byte[]> producer, Random random) {
    this.repository = repository;
    this.producer = producer;
    this.random = random;
    this.orders = new Orders(random);
    this.world = new World(repository);
    for (int i = 0; i < MALFORMED; i++) {
      String id = "m" + i;
      Malformed kind =
          i < TOO_LARGE ? Malformed.TOO_LARGE : SMALL.get(random.nextInt(SMALL.size()));
      plan.add(() -> sendMalformed(kind, id));
    }
    plan.addAll(Collections.nCopies(GOOD, () -> sendOrder(any(), false)));
    plan.addAll(Collections.nCopies(MISTYPED, () -> sendOrder(any(), true)));
    plan.addAll(Collections.nCopies(UNKEYED, this::sendUnkeyed));
    plan.add(() -> sendEdge("large", object -> Malformed.padded(object, Malformed.LARGEST_BYTES)));
    plan.add(() -> sendEdge("deep", object -> Malformed.nested(object, Malformed.DEEPEST)));
    Collections.shuffle(plan, random);
  }

  /** Sends what is between two shares of all, and waits until the broker has it. */
  void send(double from, double to) {
    plan.subList((int) (from * plan.size()), (int) (to * plan.size())).forEach(Runnable::run);
    producer.flush();
  }

  /** What was sent that is no event, by its place in Kafka. */
  Map<Place, Sent> malformed() {
    return malformed;
  }

  /** How often each field was of another type. */
  Map<String, Long> mistyped() {
    return mistyped;
  }

  /** What was sent that is an event. */
  World world() {
    return world;
  }

  private void sendMalformed(Malformed kind, String id) {
    Sent sent = new Sent(kind, kind.record(id, random));
    var unused =
        producer.send(
            new ProducerRecord<>(any().topic(), sent.bytes),
            (at, failed) ->
                malformed.put(new Place(at.topic(), at.partition(), at.offset()), sent));
  }

  private void sendOrder(Source source, boolean isMistyped) {
    Order order = isMistyped ? orders.mistyped(source) : orders.good(source);
    order.mistyped().forEach(field -> mistyped.merge(field, 1L, Long::sum));
    sendEvent(source, order.record(), order.event());
  }

  /** Its user is a number. */
  private void sendUnkeyed() {
    mistyped.merge("user_id", 1L, Long::sum);
    var unused =
        producer.send(
            new ProducerRecord<>(any().topic(), "{\"ts\":1,\"user_id\":7}".getBytes(UTF_8)));
  }

  private void sendEdge(String user, Function<String, byte[]> grown) {
    Source source = any();
    long ts = System.currentTimeMillis();
    String object = "{\"id\":\"%s\",\"ts\":%d,\"user_id\":\"%s\"}".formatted(user, ts, user);
    Object[] slots = new Object[source.fields().size()];
    slots[source.slot("ts").orElseThrow()] = Instant.ofEpochMilli(ts);
    slots[source.slot("user_id").orElseThrow()] = user;
    Event event = new Event(ts, true, user.getBytes(UTF_8), slots);
    sendEvent(source, grown.apply(object), event);
  }

  private void sendEvent(Source source, byte[] record, Event event) {
    world.sent(source, event);
    var unused = producer.send(new ProducerRecord<>(source.topic(), record));
  }

  private Source any() {
    return repository.recordedSources().get(random.nextInt(repository.recordedSources().size()));
  }
}
