package dev.freshet.features.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.EventTime;
import dev.freshet.features.definition.FieldPath;
import dev.freshet.features.definition.Source;
import dev.freshet.features.type.Scalar;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where events come from, and what is in them. */
class SourcesTest {

  @TempDir Path folder;

  private Shop shop;

  @BeforeEach
  void start() {
    shop = new Shop(folder);
  }

  @Test
  void aSourceHasItsDefaults() {
    Source source = source(shop.with("shop.yaml", Shop.YAML));

    assertThat(source.topic()).isEqualTo("shop.interactions");
    assertThat(source.files()).contains(new Source.Files(folder, "events/*.jsonl"));
    assertThat(source.eventTime()).isEqualTo(new EventTime.At(FieldPath.parse("ts")));
    assertThat(source.eventId()).contains(FieldPath.parse("id"));
    assertThat(source.deduplicateWithin()).isEqualTo(Duration.ofHours(1));
    assertThat(source.maxFutureSkew()).isEqualTo(Duration.ofMinutes(1));
    assertThat(source.fields())
        .contains(
            new Source.Field("user_id", Scalar.STRING, FieldPath.parse("user_id")),
            new Source.Field("device", Scalar.STRING, FieldPath.parse("context.device")));
  }

  @Test
  void theEventTimeIsTheLastFieldOfTheSchema() {
    Source source = source(shop.with("shop.yaml", Shop.YAML));

    assertThat(source.fields().get(source.fields().size() - 1))
        .isEqualTo(new Source.Field("ts", Scalar.TIMESTAMP, FieldPath.parse("ts")));
  }

  @Test
  void aDeclaredFieldOfTheNameOfTheEventTimeWins() {
    Source source = source(shop.edited("user_id: string\n", "ts: int64\n      user_id: string\n"));

    assertThat(source.schema()).containsEntry("ts", Scalar.INT64).hasSize(8);
    assertThat(source.slot("ts")).contains(0);
  }

  @Test
  void anEventTimeInsideTheRecordIsNoField() {
    Source source = source(shop.edited("event_time: ts", "event_time: meta.at"));

    assertThat(source.eventTime()).isEqualTo(new EventTime.At(FieldPath.parse("meta.at")));
    assertThat(source.schema()).hasSize(7);
  }

  @Test
  void aTableHasAConstantTime() {
    Source source =
        source(
            shop.edited(
                "event_time: ts", "event_time: {constant: 2013-01-01T01:00:00.1239+01:00}"));

    assertThat(source.eventTime())
        .isEqualTo(new EventTime.Constant(Instant.parse("2013-01-01T00:00:00.123Z")));
  }

  @Test
  void allOptionsOfASourceAreRead() {
    Source source =
        source(
            shop.edited(
                "event_id: id",
                "event_id: meta.id\n    deduplicate_within: 2d\n    max_future_skew: 90s"));

    assertThat(source.eventId()).contains(FieldPath.parse("meta.id"));
    assertThat(source.deduplicateWithin()).isEqualTo(Duration.ofDays(2));
    assertThat(source.maxFutureSkew()).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void aVariableInFilesIsLeftAsItIs() {
    Source source = source(shop.edited("events/*.jsonl", "${DATA}/shop/*.csv.gz"));

    assertThat(source.files()).contains(new Source.Files(folder, "${DATA}/shop/*.csv.gz"));
  }

  private static Source source(Shop shop) {
    return shop.read().source("interactions").orElseThrow();
  }
}
