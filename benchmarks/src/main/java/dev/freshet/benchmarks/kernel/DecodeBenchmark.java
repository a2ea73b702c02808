package dev.freshet.benchmarks.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Reading a record of Kafka as an event: ours in one pass, against Jackson's tree of it, from which
 * the same fields are taken.
 */
@State(Scope.Thread)
public class DecodeBenchmark {

  private static final int RECORDS = 256;

  private final ObjectMapper mapper = new ObjectMapper();
  private final byte[][] records = new byte[RECORDS][];
  private ShopRecords shop;
  private List<String> pointers;
  private int next;

  @Setup
  public void prepare() {
    shop = new ShopRecords();
    for (int i = 0; i < RECORDS; i++) {
      records[i] = shop.next(1_795_000_000_000L + i * 1_001L);
    }
    pointers = new ArrayList<>();
    for (Source.Field field : shop.source().fields()) {
      pointers.add("/" + field.path().toString().replace('.', '/'));
    }
  }

  @Benchmark
  public Event freshet() {
    next = (next + 1) % RECORDS;
    return shop.event(records[next]);
  }

  @Benchmark
  public Event baseline() throws IOException {
    next = (next + 1) % RECORDS;
    JsonNode tree = mapper.readTree(records[next]);
    Object[] slots = new Object[pointers.size()];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = value(i, tree.at(pointers.get(i)));
    }
    long timestamp = Instant.parse(tree.get("ts").textValue()).toEpochMilli();
    byte[] id = tree.get("id").textValue().getBytes(UTF_8);
    return new Event(timestamp, true, id, slots);
  }

  private Object value(int slot, JsonNode node) {
    return switch (shop.source().fields().get(slot).type().text()) {
      case "string" -> node.textValue();
      case "int64" -> node.longValue();
      case "double" -> node.doubleValue();
      case "timestamp" -> Instant.parse(node.textValue());
      default -> {
        List<String> list = new ArrayList<>(node.size());
        node.forEach(element -> list.add(element.textValue()));
        yield list;
      }
    };
  }
}
