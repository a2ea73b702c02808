package dev.freshet.serving.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.InvalidRepositoryException;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.language.RepositoryReader;
import dev.freshet.serving.fixture.Trees;
import dev.freshet.serving.metric.ServingMetrics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A registry that watches the models of a shop: {@code buy}, {@code away} and {@code plain}. */
final class Watched implements AutoCloseable {

  static final String YAML =
      """
      project: shop
      sources:
        - {name: clicks, topic: clicks, event_time: ts, fields: {user_id: string, price: double}}
      entities:
        - {name: user, join_keys: [user_id]}
      feature_views:
        - name: activity
          entity: user
          source: clicks
          features:
            - {name: clicks, aggregation: count, windows: [1h]}
            - {name: dearest, aggregation: max, value: event.price}
      feature_services:
        - {name: home, features: [activity]}
      models:
        - {name: buy, feature_service: home, kind: xgboost, file: models/buy.json}
        - {name: away, feature_service: home, kind: xgboost, file: "${AWAY}/buy.json"}
        - {name: plain, feature_service: home, kind: linear, weights: {"activity:clicks_1h": 2}}
      """;

  final ServingMetrics metrics = new ServingMetrics();
  final Repository repository;
  final ModelRegistry models;

  /** The file of {@code buy}, which is not there at first. */
  final Path file;

  Watched(Path folder) {
    try {
      Files.writeString(folder.resolve("shop.yaml"), YAML);
      file = Files.createDirectories(folder.resolve("models")).resolve("buy.json");
      repository = RepositoryReader.read(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InvalidRepositoryException e) {
      throw new AssertionError(e);
    }
    models = ModelRegistry.open(repository, metrics);
  }

  /** Puts a file in the place of that of {@code buy}. */
  void replace(byte[] model) {
    try {
      Trees.replace(file, model);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  double score(String model) {
    return models.use(model, loaded -> loaded.scorer().raw(new double[][] {{1, Double.NaN}})[0]);
  }

  String metrics() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    metrics.write(out);
    return out.toString(UTF_8);
  }

  void await(BooleanSupplier wanted) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!wanted.getAsBoolean()) {
      assertThat(System.nanoTime()).as("20 s; refused: %s", models.refusal("buy")).isLessThan(end);
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Override
  public void close() {
    models.close();
  }
}
