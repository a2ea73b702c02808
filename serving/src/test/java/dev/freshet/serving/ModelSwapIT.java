package dev.freshet.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.Repository;
import dev.freshet.features.language.RepositoryReader;
import dev.freshet.serving.fixture.Client;
import dev.freshet.serving.fixture.Reply;
import dev.freshet.serving.fixture.ServedShop;
import dev.freshet.serving.fixture.Shop;
import dev.freshet.serving.fixture.Trees;
import dev.freshet.serving.model.Sidecar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model's file is changed again and again while requests come. */
class ModelSwapIT {

  private static final int SWAPS = 100;

  @TempDir private Path folder;

  @Test
  void noRequestFailsAndEveryAnswerNamesTheVersionThatScoredIt() throws Exception {
    Path definitions = Path.of(Shop.class.getResource("shop").toURI()).resolve("shop.yaml");
    Files.copy(definitions, folder.resolve("shop.yaml"));
    Path file = Files.createDirectories(folder.resolve("not")).resolve("there.json");
    Repository repository = RepositoryReader.read(folder);
    int columns = repository.service("buying").orElseThrow().encoding().columns().size();
    Map<String, Double> scoreOf = new ConcurrentHashMap<>();
    List<byte[]> models = new ArrayList<>();
    for (int i = 0; i <= SWAPS; i++) {
      models.add(Trees.constant(i, columns));
      scoreOf.put(Sidecar.sha256(models.get(i)).substring(0, 12), (double) i);
    }
    Trees.replace(file, models.get(0));
    try (ServedShop shop = ServedShop.open(config -> config.withRepository(repository))) {
      AtomicBoolean over = new AtomicBoolean();
      AtomicLong asked = new AtomicLong();
      ExecutorService clients = Executors.newFixedThreadPool(3);
      try {
        List<Future<Map<String, Double>>> loads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
          loads.add(clients.submit(() -> load(shop.client(), over, asked)));
        }
        for (int i = 1; i <= SWAPS; i++) {
          String version = Sidecar.sha256(models.get(i)).substring(0, 12);
          Trees.replace(file, models.get(i));
          shop.client().await("/v1/models", reply -> reply.body().contains(version));
        }
        over.set(true);
        Map<String, Double> seen = new ConcurrentHashMap<>();
        for (Future<Map<String, Double>> load : loads) {
          seen.putAll(load.get(30, TimeUnit.SECONDS));
        }
        assertThat(scoreOf).containsAllEntriesOf(seen);
        assertThat(seen.size()).as("versions that answered").isGreaterThan(SWAPS / 2);
        assertThat(asked.get()).isGreaterThan(SWAPS);
      } finally {
        over.set(true);
        clients.shutdownNow();
        assertThat(clients.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  /** Asks until it is over; the scores seen, by version. */
  private static Map<String, Double> load(Client client, AtomicBoolean over, AtomicLong asked)
      throws Exception {
    Map<String, Double> seen = new ConcurrentHashMap<>();
    while (!over.get()) {
      boolean rank = asked.incrementAndGet() % 2 == 0;
      Reply reply =
          rank
              ? client.post(
                  "/v1/rank",
                  """
                  {"model": "buy_later", "entities": {"user_id": "u1"},
                   "candidates": {"item_id": [7, 8, 9]}, "context": {"hour": 1}}""")
              : client.post(
                  "/v1/score",
                  """
                  {"model": "buy_later", "entities": {"user_id": "u1", "item_id": [7, 8]},
                   "context": {"hour": 1}, "explain": true}""");
      assertThat(reply.status()).as(reply.body()).isEqualTo(200);
      for (var row : reply.at(rank ? "/items" : "/rows")) {
        Double before = seen.put(reply.at("/model_version").asText(), row.at("/score").asDouble());
        assertThat(before == null || before == row.at("/score").asDouble()).isTrue();
      }
    }
    return seen;
  }
}
