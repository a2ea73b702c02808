package dev.freshet.infra.training;

import dev.freshet.infra.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command, over the repository and the spine in one folder. */
final class TrainingCommand {

  static final String SHOP =
      """
      project: shop
      sources:
        - name: clicks
          topic: shop.clicks
          files: clicks*.jsonl
          event_time: ts
          event_id: id
          fields: {user_id: string, item_id: string, price: double}
      entities:
        - {name: user, join_keys: [user_id]}
        - {name: item, join_keys: [item_id]}
      feature_views:
        - name: activity
          entity: user
          source: clicks
          features:
            - {name: clicks, aggregation: count, windows: [1d]}
            - {name: spend, aggregation: sum, value: event.price, by: event.item_id, windows: [1d]}
            - {name: recent, aggregation: last_k, k: 2, value: event.item_id, windows: [1d]}
            - {name: seen, aggregation: max, value: event.price, windows: [1d]}
        - name: item
          entity: item
          source: clicks
          features:
            - {name: clicks, aggregation: count, windows: [1h]}
            - {name: first_user, aggregation: first, value: event.user_id}
      external_views:
        - {name: partner, entity: user, feast: "${PARTNER}:6566", features: {risk: double, segments: list<string>}}
      on_demand_feature_views:
        - name: now
          context: {device: string}
          features:
            - {name: mobile, type: bool, value: context.device == "mobile"}
            - {name: share, type: double, value: double(activity.clicks_1d) / double(item.clicks_1h)}
        - name: caution
          features:
            - {name: wary, type: bool, value: partner.risk > 0.5 && activity.clicks_1d > 1}
      feature_services:
        - {name: risky, features: ['activity:clicks_1d', partner, caution]}
        - {name: home, features: [activity, 'item:clicks_1h', now]}
        - {name: ever, features: ['item:first_user']}
        - {name: short, features: ['item:clicks_1h']}
      """;

  static final String[] CLICKS = {
    "{\"id\": \"c1\", \"ts\": \"2026-03-01T12:00:00Z\", \"user_id\": \"ada\", \"item_id\": \"i7\", \"price\": 2.5}",
    "{\"id\": \"c2\", \"ts\": \"2026-03-01T12:00:05Z\", \"user_id\": \"ada\", \"item_id\": \"i9\", \"price\": 3}",
    "{\"id\": \"c2\", \"ts\": \"2026-03-01T12:00:05Z\", \"user_id\": \"ada\", \"item_id\": \"i9\", \"price\": 3}",
    "{\"id\": \"c3\", \"ts\": \"2026-03-01T12:00:06Z\", \"user_id\": \"bob\", \"item_id\": \"i9\", \"price\": 4}"
  };
  private final Path folder;
  private final Terminal terminal = new Terminal();

  TrainingCommand(Path folder) {
    this.folder = folder;
  }

  /** The command over a shop with four clicks, one of them twice. */
  static TrainingCommand shop(Path folder) throws IOException {
    TrainingCommand command = new TrainingCommand(folder);
    command.write("shop.yaml", SHOP);
    command.write("clicks.jsonl", CLICKS);
    return command;
  }

  /** Writes a file into the folder. */
  void write(String name, String... lines) throws IOException {
    Files.write(folder.resolve(name), List.of(lines));
  }

  /** Where a file of the folder is. */
  String path(String name) {
    return folder.resolve(name).toString();
  }

  /** Runs it over {@code spine.csv}, or the spine that is named; returns the exit code. */
  int run(String... options) {
    List<String> arguments = new ArrayList<>(List.of("training-set", folder.toString()));
    arguments.addAll(List.of(options));
    if (!arguments.contains("--spine")) {
      arguments.addAll(List.of("--spine", folder.resolve("spine.csv").toString()));
    }
    return terminal.run(arguments);
  }

  String out() {
    return terminal.out();
  }

  String err() {
    return terminal.err();
  }
}
