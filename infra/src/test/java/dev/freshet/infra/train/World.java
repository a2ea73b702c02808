package dev.freshet.infra.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.infra.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A repository with models, and training sets for it in which one feature decides, one helps, and
 * one is noise.
 */
final class World {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String REPOSITORY =
      """
      project: shop
      sources:
        - name: clicks
          topic: clicks
          event_time: ts
          fields: {user_id: string, category: string, price: double}
      entities:
        - {name: user, join_keys: [user_id]}
      feature_views:
        - name: activity
          entity: user
          source: clicks
          features:
            - {name: clicks, aggregation: count, windows: [1d]}
            - {name: price, aggregation: avg, value: event.price}
            - {name: noise, aggregation: sum, value: event.price}
            - {name: category, aggregation: last, value: event.category}
      feature_services:
        - name: home
          features: [activity]
          encode: {"activity:category": {one_hot: [hats, shoes]}}
      models:
        - {name: buys, feature_service: home, kind: xgboost, file: models/buys.json}
        - {name: buys_ubj, feature_service: home, kind: xgboost, file: models/buys.ubj}
        - {name: by_hand, feature_service: home, kind: linear, weights: {"activity:clicks_1d": 1}}
        - {name: from_elsewhere, feature_service: home, kind: onnx, file: models/buys.onnx}
      """;

  static final String HEADER =
      "request,event_timestamp,label,stars,guess,activity__clicks_1d,activity__price,activity__noise,activity__category\n";

  final Path folder;
  private final Terminal terminal = new Terminal();

  World(Path folder) {
    this.folder = folder;
    write("features.yaml", REPOSITORY);
  }

  Path write(String file, String text) {
    try {
      return Files.writeString(folder.resolve(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Rows a minute apart, five to a request. */
  static String rows(long seed, int count) {
    Random random = new Random(seed);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int clicks = random.nextInt(8);
      double price = random.nextDouble() * 10;
      boolean hats = random.nextBoolean();
      double tends = 0.9 * clicks - 5 + (hats ? 3 : 0) + 0.1 * price;
      boolean label = random.nextDouble() < 1 / (1 + Math.exp(-tends));
      rows.add(
          String.format(
              Locale.ROOT,
              "r%d,%d,%d,%.3f,%.2f,%d,%s,%.3f,%s",
              i / 5,
              1_700_000_000_000L + 60_000L * i,
              label ? 1 : 0,
              tends + random.nextGaussian(),
              clicks + 3 * random.nextGaussian(),
              clicks,
              random.nextInt(4) == 0 ? "" : String.format(Locale.ROOT, "%.2f", price),
              random.nextDouble(),
              hats ? "hats" : "shoes"));
    }
    return HEADER + String.join("\n", rows) + "\n";
  }

  /** Runs {@code train} and returns its exit code. */
  int train(String model, String... options) {
    List<String> arguments = new ArrayList<>(List.of("train", folder.toString(), "--model", model));
    arguments.addAll(List.of(options));
    return terminal.run(arguments);
  }

  /** Runs {@code train} on a file and returns its exit code. */
  int trainBy(String file, String model, String... options) {
    return train(
        model,
        Stream.concat(Stream.of("--training-set", file), Stream.of(options))
            .toArray(String[]::new));
  }

  /** What {@code train} reports of a file. */
  JsonNode report(String file, String model, String... options) throws IOException {
    String[] all = Stream.concat(Stream.of(options), Stream.of("--json")).toArray(String[]::new);
    assertThat(trainBy(file, model, all)).as(err()).isZero();
    return JSON.readTree(out());
  }

  String out() {
    return terminal.out();
  }

  String err() {
    return terminal.err();
  }
}
