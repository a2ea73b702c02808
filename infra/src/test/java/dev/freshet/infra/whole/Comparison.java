package dev.freshet.infra.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.definition.FeatureView;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.features.fold.EntityFold;
import dev.freshet.features.fold.EntityState;
import dev.freshet.features.fold.FoldMeter;
import dev.freshet.features.fold.Reach;
import dev.freshet.features.oracle.Expected;
import dev.freshet.features.oracle.Oracle;
import dev.freshet.features.row.RowVersion;
import dev.freshet.features.type.Timestamps;
import dev.freshet.infra.whole.Answers.Answer;
import dev.freshet.infra.whole.World.One;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What the server answers, held against what scanning all events gives. */
final class Comparison {

  private Comparison() {}

  /** Asks about every entity, now and later; returns how many values were compared. */
  static int compare(
      long seed,
      Random random,
      Repository repository,
      World world,
      int rowBudgetBytes,
      Answers answers)
      throws Exception {
    int compared = 0;
    for (One one : world.ones()) {
      for (int question = 0; question < 5; question++) {
        List<AggregatedFeature> features =
            repository.viewsOf(one.entity()).stream().flatMap(v -> v.features().stream()).toList();
        Map<String, Object> request = new HashMap<>();
        request.put("features", features.stream().map(AggregatedFeature::fullName).toList());
        request.put("entities", one.request());
        long ahead = question == 0 ? -1 : ahead(random);
        if (ahead >= 0) {
          Instant asOf = Instant.ofEpochMilli(System.currentTimeMillis() + 2_000 + ahead);
          request.put("as_of", Timestamps.format(asOf));
        }
        Answer answer = answers.askPatiently(request);
        String told = "seed %d, %s, %s".formatted(seed, request, answer.body());
        if (answer.status() == 422) {
          request.remove("as_of");
          JsonNode written = answers.ask(request).body().get("rows").get(0).get("updated");
          long at = Instant.parse(written.get(one.entity().name()).textValue()).toEpochMilli();
          assertThat(exceedsBudget(repository, one, rowBudgetBytes, at)).as(told).isTrue();
          continue;
        }
        assertThat(answer.status()).as(told).isEqualTo(200);
        long t = Instant.parse(answer.body().get("as_of").textValue()).toEpochMilli();
        JsonNode row = answer.body().get("rows").get(0);
        for (int i = 0; i < features.size(); i++) {
          AggregatedFeature feature = features.get(i);
          FeatureView view = repository.view(feature.view()).orElseThrow();
          Object value = Answers.value(row.get("values").get(i), feature.type());
          Expected expected = Oracle.value(view, feature, one.events(view.source()), t);
          assertThat(expected.admits(value))
              .as(
                  "seed %d, %s of %s at %d: read %s, wanted %s",
                  seed, feature.fullName(), one.request(), t, value, expected.value())
              .isTrue();
          compared++;
        }
      }
    }
    return compared;
  }

  private static long ahead(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(1_000);
      case 1 -> random.nextInt(600_000);
      case 2 -> random.nextInt(86_400_000);
      default -> (long) (random.nextDouble() * 10 * 86_400_000L);
    };
  }

  /** Whether the row, made of the same events for the instant it was written at, is cut too. */
  private static boolean exceedsBudget(
      Repository repository, One one, int rowBudgetBytes, long now) {
    EntityFold fold = EntityFold.of(repository, one.entity());
    EntityState state = fold.create();
    for (Source source : fold.sources()) {
      for (Event event : one.events(source)) {
        fold.fold(state, source, event, now, FoldMeter.NONE);
      }
    }
    return fold.row(state, now, Reach.FULL, rowBudgetBytes).horizon() != RowVersion.ENDLESS;
  }
}
