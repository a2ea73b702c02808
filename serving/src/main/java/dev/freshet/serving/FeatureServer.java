package dev.freshet.serving;

import dev.freshet.serving.external.ExternalSource;
import dev.freshet.serving.external.FeastSource;
import dev.freshet.serving.external.WrongAddressException;
import dev.freshet.serving.feast.FeastService;
import dev.freshet.serving.feast.OnlineFeaturesEndpoint;
import dev.freshet.serving.grpc.ScoringService;
import dev.freshet.serving.http.HttpService;
import dev.freshet.serving.http.Routes;
import dev.freshet.serving.log.ServedLog;
import dev.freshet.serving.log.ServedRow;
import dev.freshet.serving.metric.ServingMetrics;
import dev.freshet.serving.operation.HealthService;
import dev.freshet.serving.operation.LiveEndpoint;
import dev.freshet.serving.operation.MetricsEndpoint;
import dev.freshet.serving.operation.OpenApiEndpoint;
import dev.freshet.serving.operation.ReadyEndpoint;
import dev.freshet.serving.recommend.Recommender;
import dev.freshet.serving.registry.ModelRegistry;
import dev.freshet.serving.score.Scoring;
import dev.freshet.serving.store.RedisStore;
import dev.freshet.serving.v1.FeaturesEndpoint;
import dev.freshet.serving.v1.ModelsEndpoint;
import dev.freshet.serving.v1.RankEndpoint;
import dev.freshet.serving.v1.RecommendEndpoint;
import dev.freshet.serving.v1.ScoreEndpoint;
import dev.freshet.serving.vector.FeatureVectors;
import dev.freshet.serving.vector.VectorReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A running feature server: HTTP and gRPC in front of the online store. It starts whether or not
 * the store is there, and is ready once it is.
 */
public final class FeatureServer implements AutoCloseable {

  private final EventLoops loops;
  private final RedisStore store;
  private final ExternalSource external;
  private final HttpListener http;
  private final GrpcListener grpc;
  private final Optional<ServedLog> log;
  private final ModelRegistry models;
  private final AtomicBoolean closed = new AtomicBoolean();

  private FeatureServer(
      EventLoops loops,
      RedisStore store,
      ExternalSource external,
      HttpListener http,
      GrpcListener grpc,
      Optional<ServedLog> log,
      ModelRegistry models) {
    this.models = models;
    this.loops = loops;
    this.store = store;
    this.external = external;
    this.http = http;
    this.grpc = grpc;
    this.log = log;
  }

  /**
   * Starts a server; its ports are open when this returns.
   *
   * @throws IOException if a port cannot be opened
   * @throws WrongAddressException if the address of an external view is none
   * @throws IllegalArgumentException if the store's address is none
   */
  public static FeatureServer start(FeatureServerConfig config) throws IOException {
    EventLoops loops = EventLoops.start();
    RedisStore store = null;
    ExternalSource external = ExternalSource.NONE;
    HttpListener http = null;
    Optional<ServedLog> log = Optional.empty();
    ModelRegistry models = null;
    try {
      ServingMetrics metrics = new ServingMetrics();
      store = RedisStore.open(config.redis(), loops.all());
      if (!config.repository().externalViews().isEmpty()) {
        external =
            FeastSource.open(
                config.repository().externalViews(), config.variables(), loops.all(), metrics);
      }
      log = config.servedLog().map(wanted -> ServedLog.start(wanted, metrics));
      Consumer<FeatureVectors> served = log.isPresent() ? log.get() : vectors -> {};
      VectorReader reader =
          new VectorReader(
              config.repository(),
              config.limits(),
              store,
              external,
              metrics,
              config.clock()::millis,
              served);
      models = ModelRegistry.open(config.repository(), metrics);
      Scoring scoring = new Scoring(reader, models, metrics, scored(log));
      Recommender recommender = new Recommender(config.repository(), reader, scoring);
      HttpService service =
          new HttpService(
              routes(reader, scoring, recommender, metrics),
              config.limits().bodyBytes(),
              config.deadline(),
              metrics);
      Warmup.run(config.repository(), models);
      http = HttpListener.open(loops, service, config.host(), config.httpPort());
      GrpcListener grpc =
          GrpcListener.open(
              loops,
              List.of(
                  new FeastService(reader, config.deadline(), metrics),
                  new ScoringService(scoring, recommender, config.deadline(), metrics),
                  new HealthService(reader)),
              config.limits().bodyBytes(),
              config.host(),
              config.grpcPort());
      return new FeatureServer(loops, store, external, http, grpc, log, models);
    } catch (IOException | RuntimeException e) {
      log.ifPresent(ServedLog::close);
      if (models != null) {
        models.close();
      }
      if (store != null) {
        store.close();
      }
      external.close();
      loops.close();
      throw e;
    }
  }

  private static Consumer<List<ServedRow>> scored(Optional<ServedLog> log) {
    return log.isPresent() ? log.get()::acceptTogether : rows -> {};
  }

  static Routes routes(
      VectorReader reader, Scoring scoring, Recommender recommender, ServingMetrics metrics) {
    return new Routes(
        List.of(
            new FeaturesEndpoint(reader),
            new ScoreEndpoint(scoring),
            new RankEndpoint(scoring),
            new RecommendEndpoint(recommender),
            new ModelsEndpoint(scoring.models()),
            new OnlineFeaturesEndpoint(reader),
            new LiveEndpoint(),
            new ReadyEndpoint(reader),
            new MetricsEndpoint(metrics),
            new OpenApiEndpoint()));
  }

  public int httpPort() {
    return http.port();
  }

  public int grpcPort() {
    return grpc.port();
  }

  /** Lets requests under way finish, for a second at most, and stops. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      grpc.close();
      http.close();
      log.ifPresent(ServedLog::close);
      models.close();
      store.close();
      external.close();
      loops.close();
    }
  }
}
