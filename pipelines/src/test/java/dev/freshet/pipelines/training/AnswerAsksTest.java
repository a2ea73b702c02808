package dev.freshet.pipelines.training;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.event.Event;
import dev.freshet.pipelines.repository.Definitions;
import dev.freshet.pipelines.sort.Sortable;
import dev.freshet.pipelines.spine.Spine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.streaming.api.operators.StreamFlatMap;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerAsksTest {

  private static final String SHOP =
      """
      project: shop
      sources:
        - {name: clicks, topic: clicks, event_time: ts, event_id: id, fields: {user_id: string, item: string}}
      entities:
        - {name: user, join_keys: [user_id]}
      feature_views:
        - name: v
          entity: user
          source: clicks
          features:
            - {name: n, aggregation: count}
            - {name: items, aggregation: last_k, k: 3, value: event.item}
      feature_services:
        - {name: all, features: [v]}
      """;

  @TempDir private Path folder;

  private final List<Sortable> told = new ArrayList<>();

  @Test
  void anEventCountsFromTheMillisecondBehindIt() throws Exception {
    fact("u", 10, "a", "x", 1);
    ask("u", 9, 0);
    ask("u", 10, 1);
    ask("u", 11, 2);

    assertThat(answers()).containsExactly("0 [0, []]", "1 [0, []]", "2 [1, [x]]");
  }

  @Test
  void withALagItCountsAsMuchLater() throws Exception {
    lagged("u", 10, 15, "a", "x", 1);
    ask("u", 15, 0);
    ask("u", 16, 1);

    assertThat(answers()).containsExactly("0 [0, []]", "1 [1, [x]]");
  }

  @Test
  void ofEventsWithOneIdTheEarliestCountsAndOfOneTimeTheFirstInTheFiles() throws Exception {
    fact("u", 10, "a", "third", 3);
    fact("u", 10, "a", "second", 2);
    fact("u", 10, "b", "other", 1);
    fact("u", 11, "a", "later", 1);
    ask("u", 20, 0);

    assertThat(answers()).containsExactly("0 [2, [other, second]]");
  }

  @Test
  void entitiesThatShareAPlaceAreStillTwo() throws Exception {
    fact("u", 10, "a", "x", 1);
    fact("w", 11, "b", "y", 2);
    ask("u", 20, 0);
    ask("w", 20, 1);
    told.replaceAll(each -> new Sortable(7, each.minor(), each.bytes()));

    assertThat(answers()).containsExactly("0 [1, [x]]", "1 [1, [y]]");
  }

  private void fact(String key, long time, String id, String item, int number) {
    lagged(key, time, time, id, item, number);
  }

  private void lagged(String key, long time, long known, String id, String item, int number) {
    Event event = new Event(time, true, id.getBytes(UTF_8), new Object[] {null, item});
    told.add(new Fact(0, key, 0, event, known, 0, number).sortable());
  }

  private void ask(String key, long instant, long row) {
    told.add(new Ask(0, key, row, instant).sortable());
  }

  /** What is answered once all was told in the order of the sort, by row. */
  private List<String> answers() throws Exception {
    Files.writeString(folder.resolve("shop.yaml"), SHOP);
    TrainingPlan plan =
        new TrainingPlan(
            Definitions.of(folder),
            new Wanted.OfService("all"),
            new Spine("", List.of(), 0, 0, 0),
            "",
            "",
            List.of(),
            0,
            Duration.ZERO,
            false);
    Collections.shuffle(told, new Random(3));
    Collections.sort(told);
    List<String> answers = new ArrayList<>();
    try (OneInputStreamOperatorTestHarness<Sortable, Sortable> harness =
        new OneInputStreamOperatorTestHarness<>(new StreamFlatMap<>(new AnswerAsks(plan)))) {
      harness.open();
      for (Sortable next : told) {
        harness.processElement(next, 0);
      }
      for (Sortable out : harness.extractOutputValues()) {
        Answer answer = Answer.of(out, 2);
        answers.add(answer.row() + " " + List.of(answer.values()));
      }
    }
    Collections.sort(answers);
    return answers;
  }
}
