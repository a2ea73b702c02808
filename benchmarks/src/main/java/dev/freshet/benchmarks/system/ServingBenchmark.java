package dev.freshet.benchmarks.system;

import dev.freshet.benchmarks.Table;
import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.language.RepositoryReader;
import dev.freshet.features.row.EntityKey;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Requests a second, always so many under way: the features of one visitor and twenty items over
 * HTTP; against an {@code MGET} of the same rows by lettuce, and an HTTP answer that needs no
 * store. Load and server share the machine.
 */
public final class ServingBenchmark {

  private static final String MGET = "`MGET` of the same 21 rows";
  private static final int UNDER_WAY = 8;
  private static final int ITEMS = 20;
  private static final int REQUESTS = 500;
  private static final int ROUNDS = Integer.getInteger("freshet.benchmark.rounds", 3);
  private static final int SECONDS = Integer.getInteger("freshet.benchmark.seconds", 5);

  private final RunningSystem system;
  private final List<Buffer> bodies = new ArrayList<>();
  private final List<byte[][]> rows = new ArrayList<>();

  public ServingBenchmark(RunningSystem system) throws Exception {
    this.system = system;
    Repository repository = RepositoryReader.read(system.definitions());
    Entity user = repository.entity("user").orElseThrow();
    Entity item = repository.entity("item").orElseThrow();
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < REQUESTS; i++) {
      String visitor = Visits.user(random.nextInt(1, Visits.USERS / 100));
      List<String> items =
          random.ints(1, Visits.ITEMS / 10).distinct().limit(ITEMS).mapToObj(Visits::item).toList();
      String list = items.stream().collect(Collectors.joining("\", \"", "[\"", "\"]"));
      bodies.add(
          Buffer.buffer(
              """
              {"feature_service": "homepage", "entities": {"user_id": "%s", "item_id": %s}}"""
                  .formatted(visitor, list)));
      List<byte[]> keys = new ArrayList<>();
      keys.add(EntityKey.row(repository.project(), user, visitor));
      items.forEach(each -> keys.add(EntityKey.row(repository.project(), item, each)));
      rows.add(keys.toArray(byte[][]::new));
    }
  }

  public void run() throws Exception {
    Vertx vertx = Vertx.vertx();
    RedisClient redis = RedisClient.create(system.redis());
    try (StatefulRedisConnection<byte[], byte[]> connection =
        redis.connect(ByteArrayCodec.INSTANCE)) {
      URI http = URI.create(system.http());
      HttpClient client =
          vertx.createHttpClient(
              new HttpClientOptions().setDefaultHost(http.getHost()).setDefaultPort(http.getPort()),
              new PoolOptions().setHttp1MaxSize(UNDER_WAY));
      RedisAsyncCommands<byte[], byte[]> commands = connection.async();
      Map<String, Load> loads = new LinkedHashMap<>();
      loads.put(
          "`POST /v1/features`: `homepage` for 1 visitor and 20 items",
          new Load(UNDER_WAY, i -> send(client, HttpMethod.POST, "/v1/features", body(i))));
      loads.put(
          MGET,
          new Load(UNDER_WAY, i -> commands.mget(rows.get(i % REQUESTS)).thenApply(got -> true)));
      loads.put(
          "`GET /health/live`",
          new Load(UNDER_WAY, i -> send(client, HttpMethod.GET, "/health/live", Buffer.buffer())));
      measure(loads);
    } finally {
      redis.shutdown();
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static void measure(Map<String, Load> loads) throws InterruptedException {
    for (Load load : loads.values()) {
      var unused = load.run(2 * SECONDS);
    }
    Map<String, List<Load.Outcome>> outcomes = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (Map.Entry<String, Load> load : loads.entrySet()) {
        outcomes
            .computeIfAbsent(load.getKey(), none -> new ArrayList<>())
            .add(load.getValue().run(SECONDS));
      }
    }
    Table table = new Table("question", "answers/s", "against `MGET`", "not answered in time");
    double unit = median(outcomes.get(MGET), Load.Outcome::perSecond);
    outcomes.forEach(
        (name, all) -> {
          double rate = median(all, Load.Outcome::perSecond);
          table.add(
              name,
              String.format(Locale.ROOT, "%,.0f", rate),
              String.format(Locale.ROOT, "%.2f", rate / unit),
              String.format(Locale.ROOT, "%.2f %%", 100 * median(all, Load.Outcome::failed)));
        });
    table.print();
  }

  private static double median(List<Load.Outcome> outcomes, ToDoubleFunction<Load.Outcome> figure) {
    return JobBenchmark.median(outcomes.stream().mapToDouble(figure).toArray());
  }

  private Buffer body(int i) {
    return bodies.get(i % REQUESTS);
  }

  private static CompletionStage<Boolean> send(
      HttpClient client, HttpMethod method, String path, Buffer body) {
    return client
        .request(method, path)
        .compose(request -> request.send(body))
        .compose(
            answer -> answer.body().map(text -> answer.statusCode() == 200 && text.length() > 0))
        .toCompletionStage();
  }
}
