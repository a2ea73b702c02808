package dev.freshet.features.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

  private static final List<String> NAMES =
      List.of("aggregation", "where", "value", "by", "windows", "k", "q", "half_life", "max_keys");

  @ParameterizedTest
  @CsvSource({
    "agregation, aggregation", // one is missing
    "wheree, where", // one is too many
    "vabue, value", // one is wrong
    "windwos, windows", // two are exchanged
    "Windows, windows", // case
    "half-life, half_life", // a hyphen
    "max, max_keys", // a part
    "the_value, value" // more than the whole
  })
  void findsTheNameThatWasMeant(String wrong, String meant) {
    assertThat(Nearest.to(wrong, NAMES)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"colour", "p", "kk", "type", "b"})
  void findsNothingWhereNothingIsNear(String wrong) {
    assertThat(Nearest.to(wrong, NAMES)).isEmpty();
  }

  @Test
  void aNameWithFewerEditsIsNearer() {
    assertThat(Nearest.to("view_5n", List.of("views_5m", "view_5m", "view_1h")))
        .contains("view_5m");
  }

  @Test
  void aLongNameCostsLittle() {
    String wrong = "x".repeat(1 << 20) + "windows";

    assertThat(Nearest.to(wrong, NAMES)).contains("windows");
    assertThat(Nearest.to("x".repeat(1 << 20), NAMES)).isEmpty();
  }

  @Test
  void aQuestionIsAskedOnlyOfANameThatIsNear() {
    assertThat(Nearest.question("vlaue", NAMES)).isEqualTo("; did you mean \"value\"?");
    assertThat(Nearest.question("xyz", NAMES)).isEmpty();
  }

  @Test
  void aHintNamesTheNearestOrAllThereAre() {
    assertThat(Nearest.hint("vlaue", NAMES)).isEqualTo("; did you mean \"value\"?");
    assertThat(Nearest.hint("xyz", List.of("k", "q"))).isEqualTo("; known: k, q");
    assertThat(Nearest.hint("xyz", List.of())).isEmpty();
  }

  /** The same distance, straight from its definition. */
  @Test
  void editsAreThoseOfTheDefinition() {
    long seed = 20261122;
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      String left = word(random);
      String right = word(random);
      assertThat(Nearest.edits(left, right))
          .as("%s %s, seed %d", left, right, seed)
          .isEqualTo(naive(left, right));
    }
  }

  private static int naive(String left, String right) {
    if (left.isEmpty() || right.isEmpty()) {
      return left.length() + right.length();
    }
    String l = left.substring(1);
    String r = right.substring(1);
    int fewest = naive(l, r) + (left.charAt(0) == right.charAt(0) ? 0 : 1);
    fewest = Math.min(fewest, 1 + Math.min(naive(l, right), naive(left, r)));
    boolean exchanged =
        !l.isEmpty()
            && !r.isEmpty()
            && left.charAt(0) == right.charAt(1)
            && left.charAt(1) == right.charAt(0);
    return exchanged ? Math.min(fewest, 1 + naive(l.substring(1), r.substring(1))) : fewest;
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int length = random.nextInt(6); length > 0; length--) {
      word.append("abc".charAt(random.nextInt(3)));
    }
    return word.toString();
  }
}
