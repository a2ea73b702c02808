package dev.freshet.pipelines.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.Feature;
import dev.freshet.features.language.RepositoryReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TermsTest {

  private static final String LINE =
      """
      {"as_of": "2026-11-22T12:00:00.000Z", "features": ["caution:wary", "partner:risk"],
       "context": {"limit": 0.5}, "external": {"partner:risk": RISK},
       "entities": {"user_id": "ada"}, "values": [true, RISK], "statuses": ["PRESENT", "PRESENT"],
       "updated": {}, "versions": {}}""";

  @TempDir private Path folder;
  private Terms terms;
  private Feature wary;

  @BeforeEach
  void shop() throws Exception {
    Files.writeString(
        folder.resolve("shop.yaml"),
        """
        project: shop
        sources:
          - {name: clicks, topic: clicks, event_time: ts, fields: {user_id: string}}
        entities:
          - {name: user, join_keys: [user_id]}
        feature_views:
          - name: activity
            entity: user
            source: clicks
            features:
              - {name: clicks, aggregation: count}
        external_views:
          - {name: partner, entity: user, feast: "a:1", features: {risk: double}}
        on_demand_feature_views:
          - name: caution
            context: {limit: double}
            features:
              - {name: wary, type: bool, value: partner.risk > context.limit && activity.clicks > 3}
        """);
    terms = new Terms(RepositoryReader.read(folder));
    wary = terms.feature("caution:wary");
  }

  @Test
  void whatIsComputedFromAnotherServersFeatureIsComputedFromWhatItSaid() throws Exception {
    assertThat(terms.value(wary, row("1"), feature -> 4L)).isEqualTo(true);
    assertThat(terms.value(wary, row("1"), feature -> 3L)).isEqualTo(false);
    assertThat(terms.value(wary, row("0.25"), feature -> 4L)).isEqualTo(false);
    assertThat(terms.value(wary, row("null"), feature -> 4L)).as("it did not answer").isNull();
  }

  @Test
  void itIsTakenAsItWasServed() throws Exception {
    assertThat(terms.value(terms.feature("partner:risk"), row("1"), feature -> 4L)).isEqualTo(1.0);
    assertThat(terms.aggregated(row("1")))
        .extracting(Feature::fullName)
        .containsExactly("activity:clicks");
  }

  @Test
  void aLineOfALogWithoutSuchFeaturesIsOneToo() throws Exception {
    String line = LINE.replace("\"external\": {\"partner:risk\": RISK},", "");

    assertThat(terms.value(wary, of(line.replace("RISK", "1")), feature -> 4L)).isNull();
  }

  private static ServedRow row(String risk) throws Exception {
    return of(LINE.replace("RISK", risk));
  }

  private static ServedRow of(String line) throws Exception {
    return ServedRow.of(line.replace("\n", "").getBytes(StandardCharsets.UTF_8));
  }
}
