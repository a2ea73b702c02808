package dev.freshet.features.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.definition.FeatureDefinition;
import dev.freshet.features.definition.FeatureView;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.features.language.RepositoryReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoldMeterTest {

  private static final long NOW = 1_800_000_000_000L;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(longs = {-1, 30_000})
  void whatFailsForAnEventIsHeardOnceWhetherItIsPastOrSlightlyAhead(long ahead) throws Exception {
    Repository repository = repository();
    EntityFold fold = EntityFold.of(repository, repository.entities().get(0));
    EntityState state = fold.create();
    Source source = fold.sources().get(0);
    Heard heard = new Heard();

    fold.fold(state, source, event(source, NOW + ahead), NOW, heard);
    fold.row(state, NOW + 60_000, Reach.FULL, 1 << 14);

    assertThat(heard.failed).containsExactly("spend");
  }

  @Test
  void anEventAheadIsNoValueUntilItIsPast() throws Exception {
    Repository repository = repository();
    EntityFold fold = EntityFold.of(repository, repository.entities().get(0));
    EntityState state = fold.create();
    Source source = fold.sources().get(0);
    fold.fold(state, source, event(source, NOW + 30_000), NOW, FoldMeter.NONE);

    AggregatedFeature clicks = repository.views().get(0).features().get(0);
    assertThat(fold.value(state, clicks, NOW + 30_000)).isEqualTo(0L);
    assertThat(fold.value(state, clicks, NOW + 30_001)).isEqualTo(1L);
  }

  private static Event event(Source source, long timestamp) {
    return new Event(timestamp, false, new byte[] {1}, new Object[source.fields().size()]);
  }

  private Repository repository() throws Exception {
    Files.writeString(
        folder.resolve("shop.yaml"),
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
              - {name: clicks, aggregation: count}
              - {name: spend, aggregation: sum, value: event.price}
        """);
    return RepositoryReader.read(folder);
  }

  private static final class Heard implements FoldMeter {

    private final List<String> failed = new ArrayList<>();

    @Override
    public void failed(FeatureView view, FeatureDefinition definition) {
      failed.add(definition.name());
    }
  }
}
