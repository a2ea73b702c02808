package dev.freshet.infra.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.features.definition.Feature;
import dev.freshet.features.definition.InvalidRepositoryException;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.language.RepositoryReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PortraitTest {

  @Test
  void showsAllAtFirstAndThenWhatHasChanged() {
    List<String> first = List.of("3", "0", "0", "0.00", "12.50", "books", "books 1.0", "i7");
    List<String> then = List.of("4", "0", "0", "0.00", "12.50", "shoes", "shoes 2.0", "i9 i7");

    assertThat(Portrait.line(List.of(), first))
        .startsWith("views_5m 3  searches_1h 0  ")
        .endsWith("recent_items i7");
    assertThat(Portrait.line(first, then))
        .isEqualTo(
            "views_5m 3 → 4  last_category books → shoes"
                + "  category_interest shoes 2.0  recent_items i9 i7");
    assertThat(Portrait.line(then, then)).isEmpty();
    assertThat(Portrait.isBlank(then)).isFalse();
    assertThat(Portrait.isBlank(List.of("0", "0", "0", "0.00", "–", "–", "–", "–"))).isTrue();
  }

  @Test
  void saysTheFirstOfListsAndTheGreatestOfMaps() throws IOException {
    assertThat(text("[\"a\", \"b\", \"c\", \"d\"]")).isEqualTo("a b c");
    assertThat(text("{\"a\": 1, \"b\": 2.34, \"c\": 9, \"d\": 8}")).isEqualTo("c 9.0 d 8.0 b 2.3");
    assertThat(text("null")).isEqualTo("–");
    assertThat(text("[]")).isEqualTo("–");
    assertThat(text("{}")).isEqualTo("–");
    assertThat(text("12")).isEqualTo("12");
    assertThat(text("12.345")).isEqualTo("12.35");
    assertThat(text("\"home\"")).isEqualTo("home");
  }

  @Test
  void isOfFeaturesThatTheExampleHas() throws InvalidRepositoryException {
    Repository shop = RepositoryReader.read(Path.of("..", "examples", "shop"));

    assertThat(Portrait.FEATURES).allMatch(name -> shop.feature(name).isPresent());
    Optional<Feature> probed = shop.feature(Probes.FEATURE);
    assertThat(probed)
        .hasValueSatisfying(feature -> assertThat(feature.type().text()).isEqualTo("list<string>"));
    assertThat(shop.service("homepage")).isPresent();
  }

  private static String text(String json) throws IOException {
    return Portrait.text(new ObjectMapper().readTree(json));
  }
}
