package dev.freshet.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.serving.fixture.Client;
import dev.freshet.serving.fixture.Reply;
import dev.freshet.serving.fixture.ServedShop;
import dev.freshet.serving.log.LineTarget;
import dev.freshet.serving.log.RollingFile;
import dev.freshet.serving.log.ServedLogConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of what was served. */
class ServedLogIT {

  private static final String ASK =
      """
      {"feature_service": "homepage",
       "entities": {"item_id": [7, 8], "user_id": ["u1", "nobody"]}}""";

  @TempDir private Path folder;

  private final ObjectMapper mapper = new ObjectMapper();

  @Test
  void hasEveryRowAsItWasServed() throws Exception {
    Path file = folder.resolve("served.jsonl");
    Reply reply;
    try (ServedShop shop = open(RollingFile.open(file, RollingFile.DEFAULT_BYTES), 1)) {
      reply = shop.client().features(ASK);
      shop.client()
          .post(
              "/get-online-features",
              ASK.replace("{\"feature_s", "{\"full_feature_names\": true, \"feature_s"));
      shop.client().features("{\"feature_service\": \"none\"}");
    }

    List<JsonNode> lines = lines(file);
    assertThat(lines).hasSize(4);
    for (int row = 0; row < 2; row++) {
      JsonNode line = lines.get(row);
      JsonNode served = reply.at("/rows/" + row);
      assertThat(line.path("as_of")).isEqualTo(reply.at("/as_of"));
      assertThat(line.path("features")).isEqualTo(reply.at("/features"));
      for (String member : List.of("entities", "values", "statuses", "updated", "versions")) {
        assertThat(line.path(member)).as(member).isEqualTo(served.path(member));
      }
      for (String member : List.of("features", "entities", "statuses", "versions")) {
        assertThat(lines.get(row + 2).path(member)).as(member).isEqualTo(line.path(member));
      }
    }
  }

  @Test
  void aShareOfNoneLogsNothing() throws Exception {
    Path file = folder.resolve("served.jsonl");
    try (ServedShop shop = open(RollingFile.open(file, RollingFile.DEFAULT_BYTES), 0)) {
      assertThat(shop.client().features(ASK).status()).isEqualTo(200);
    }
    assertThat(file).isEmptyFile();
  }

  @Test
  void aShareIsOfRows() throws Exception {
    Path file = folder.resolve("served.jsonl");
    try (ServedShop shop = open(RollingFile.open(file, RollingFile.DEFAULT_BYTES), 0.25)) {
      for (int i = 0; i < 200; i++) {
        shop.client().features(ASK);
      }
    }
    // Of 400 rows: within five standard deviations.
    assertThat(lines(file)).hasSizeBetween(57, 143);
  }

  @Test
  void aTargetThatHangsHoldsUpNobody() throws Exception {
    CountDownLatch hanging = new CountDownLatch(1);
    LineTarget target =
        new LineTarget() {
          @Override
          public void write(byte[] line, Consumer<Exception> failed) throws InterruptedException {
            boolean over = hanging.await(1, TimeUnit.MINUTES);
            assertThat(over).isTrue();
            failed.accept(new IOException("hung"));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    try (ServedShop shop = open(target, 1)) {
      for (int i = 0; i < 50; i++) {
        assertThat(shop.client().features(ASK).status()).isEqualTo(200);
      }
      hanging.countDown();
      awaitMetric(shop.client(), "outcome=\"failed\"} 100.0");
    }
  }

  private static ServedShop open(LineTarget target, double share) throws Exception {
    return ServedShop.open(config -> config.withServedLog(new ServedLogConfig(target, share)));
  }

  private static void awaitMetric(Client client, String text) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!client.get("/metrics").body().contains(text)) {
      assertThat(System.nanoTime()).as(client.get("/metrics").body()).isLessThan(end);
      Thread.sleep(50);
    }
  }

  private List<JsonNode> lines(Path file) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      lines.add(mapper.readTree(line));
    }
    return lines;
  }
}
