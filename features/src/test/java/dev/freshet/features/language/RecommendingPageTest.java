package dev.freshet.features.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.Candidates;
import dev.freshet.features.definition.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The definitions of the page on recommendations, beside those of a shop. */
class RecommendingPageTest {

  private static final Path PAGE = Path.of("..", "docs", "recommending.md");
  private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  private static final String SHOP =
      """
      project: shop
      sources:
        - name: interactions
          topic: shop.interactions
          event_time: ts
          fields: {user_id: string, item_id: string, category: string, type: string}
      entities:
        - {name: user, join_keys: [user_id]}
        - {name: item, join_keys: [item_id]}
      feature_views:
        - name: user_activity
          entity: user
          source: interactions
          features:
            - {name: last_category, aggregation: last, value: event.category}
            - {name: recent_items, aggregation: last_distinct_k, k: 20, value: event.item_id}
      """;

  @TempDir private Path folder;

  @Test
  void itsBlocksBelongToOneRepository() throws IOException {
    Shop shop = new Shop(folder).with("shop.yaml", SHOP);
    Matcher blocks = BLOCK.matcher(Files.readString(PAGE));
    int files = 0;
    while (blocks.find()) {
      shop.with("page" + ++files + ".yaml", blocks.group(1));
      assertThat(LanguageSchemaTest.errors(blocks.group(1))).isEmpty();
    }

    Repository repository = shop.read();
    assertThat(files).isEqualTo(3);
    assertThat(repository.candidates())
        .extracting(Candidates::name)
        .containsExactly("trending", "trending_along", "also_viewed");
  }
}
