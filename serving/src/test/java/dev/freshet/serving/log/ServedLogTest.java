package dev.freshet.serving.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.serving.fixture.MemoryStore;
import dev.freshet.serving.metric.ServingMetrics;
import dev.freshet.serving.request.Dialect;
import dev.freshet.serving.request.JsonRequest;
import dev.freshet.serving.store.Deadline;
import dev.freshet.serving.vector.FeatureVectors;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ServedLogTest {

  private final ServingMetrics metrics = new ServingMetrics();
  private final Lines lines = new Lines();

  @Test
  void aRowThatCannotBeWrittenIsCountedAndTheNextOnesAreLogged() throws Exception {
    try (ServedLog log = ServedLog.start(new ServedLogConfig(lines, 1), metrics)) {
      log.acceptTogether(
          List.of(
              row(
                  1,
                  () -> {
                    throw new IllegalStateException("a shadow model fails");
                  }),
              row(2, List::of)));

      assertThat(lines.written.poll(20, TimeUnit.SECONDS)).contains("\"rank\":2");
      assertThat(metrics.servedLog("failed").get()).isEqualTo(1);
      assertThat(metrics.servedLog("logged").get()).isEqualTo(2);
    }
  }

  private ServedRow row(int rank, Supplier<List<ServedScore>> shadow) {
    ServedScore score = new ServedScore("buy", "00ff", 0.5, OptionalInt.of(rank), shadow);
    return new ServedRow(vectors(), 0, Optional.of(score));
  }

  private FeatureVectors vectors() {
    byte[] body =
        "{\"features\": [\"user_activity:views_1h\"], \"entities\": {\"user_id\": \"u1\"}}"
            .getBytes(UTF_8);
    return new MemoryStore()
        .reader(metrics, () -> 1_800_000_000_000L)
        .read(JsonRequest.read(Dialect.FRESHET, body), Deadline.in(Duration.ofMinutes(1)))
        .join();
  }

  private static final class Lines implements LineTarget {

    private final BlockingQueue<String> written = new LinkedBlockingQueue<>();

    @Override
    public void write(byte[] line, Consumer<Exception> failed) {
      written.add(new String(line, UTF_8));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
