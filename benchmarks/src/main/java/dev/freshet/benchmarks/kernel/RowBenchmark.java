package dev.freshet.benchmarks.kernel;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.event.Event;
import dev.freshet.features.fold.EntityFold;
import dev.freshet.features.fold.EntityState;
import dev.freshet.features.fold.FoldMeter;
import dev.freshet.features.fold.Reach;
import dev.freshet.features.row.RowReader;
import dev.freshet.features.row.ViewSchemas;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Reading fifty features at an instant out of a user's row with all its steps, a thousand events
 * behind it; against the values of that one instant as a JSON object, read by Jackson's parser.
 */
@State(Scope.Thread)
public class RowBenchmark {

  private static final int EVENTS = 1_000;
  private static final long START = 1_795_000_000_000L;
  private static final long STEP = Duration.ofDays(30).toMillis() / EVENTS;

  private final JsonFactory json = new JsonFactory();
  private final Map<String, Integer> places = new HashMap<>();
  private byte[] row;
  private byte[] object;
  private RowReader reader;
  private long now;

  @Setup
  public void prepare() throws IOException {
    ShopRecords shop = new ShopRecords();
    EntityFold fold = EntityFold.of(shop.repository(), shop.repository().entities().get(0));
    EntityState state = fold.create();
    for (int i = 1; i <= EVENTS; i++) {
      Event event = shop.event(shop.next(START + i * STEP - 1));
      fold.fold(state, shop.source(), event, START + i * STEP, FoldMeter.NONE);
    }
    now = START + EVENTS * STEP;
    row = fold.row(state, now, Reach.FULL, 16 << 10).encode(now, now);
    List<AggregatedFeature> features = shop.repository().views().get(0).features();
    reader = new RowReader(ViewSchemas.of(shop.repository()), features);
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < features.size(); i++) {
      places.put(features.get(i).name(), i);
      values.put(features.get(i).name(), freshet()[i]);
    }
    object = new ObjectMapper().writeValueAsBytes(values);
  }

  /** How many bytes the row has, and how many the object. */
  int[] sizesBytes() {
    return new int[] {row.length, object.length};
  }

  @Benchmark
  public Object[] freshet() {
    return reader.read(row, now).values();
  }

  @Benchmark
  public Object[] baseline() throws IOException {
    Object[] values = new Object[places.size()];
    try (JsonParser parser = json.createParser(object)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        int place = places.get(parser.currentName());
        values[place] =
            switch (parser.nextToken()) {
              case VALUE_NUMBER_INT -> parser.getLongValue();
              case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
              default -> null;
            };
      }
    }
    return values;
  }
}
