package dev.freshet.features.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryStringTest {

  private static final long SEED = 20261122;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "https://shop.example/?a=1           | 1",
        "https://shop.example/x?b=2&a=1#a=3  | 1",
        "?a=1&a=2                            | 1",
        "?a=Winter+Sale%21                   | Winter Sale!",
        "?a=%C3%BC%F0%9F%98%80               | ü😀",
        "?%61=1                              | 1",
        "?a=1=2                              | 1=2",
        "?a=100%&b                           | 100%",
        "?a=%zz%4                            | %zz%4",
        "?a=x%2By                            | x+y",
        "?&&a=1                              | 1",
        "?a=?b                               | ?b",
        "?a=ü%20b                            | ü b",
        "?a=%FF!                             | �!",
        "/?b=1&a=%26                         | &",
      })
  void givesTheFirstValue(String url, String value) {
    assertThat(QueryString.first(url, "a")).contains(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"?a", "?a=", "?a&b=1", "?b=1&a#x=2"})
  void aParameterMayBeEmpty(String url) {
    assertThat(QueryString.first(url, "a")).contains("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a=1", "https://a.example/a=1", "#?a=1", "x#y?a=1", "?A=1", "?b=a", "?"})
  void isEmptyWithoutTheParameter(String url) {
    assertThat(QueryString.first(url, "a")).isEmpty();
  }

  @Test
  void anEmptyPieceIsNoParameterWithoutAName() {
    assertThat(QueryString.first("?&&", "")).isEmpty();
    assertThat(QueryString.first("?&=1", "")).contains("1");
  }

  @Test
  void readsWhatANaiveReadingReads() {
    Random random = new Random(SEED);
    String[] pieces = {
      "a", "b", "utm_campaign", "=", "=", "&", "&", "?", "#", "%", "%41", "+", "ü"
    };
    for (int i = 0; i < 20_000; i++) {
      StringBuilder url = new StringBuilder(random.nextBoolean() ? "https://s.example/?" : "");
      for (int n = random.nextInt(12); n > 0; n--) {
        url.append(pieces[random.nextInt(pieces.length)]);
      }
      String name = pieces[random.nextInt(3)];
      assertThat(QueryString.first(url.toString(), name))
          .as("%s of %s, seed %s", name, url, SEED)
          .isEqualTo(naively(url.toString(), name));
    }
  }

  @Test
  void readsWhatWasEncoded() {
    Random random = new Random(SEED);
    for (int i = 0; i < 2_000; i++) {
      String value =
          random
              .ints(random.nextInt(6), 1, 0x11000)
              .filter(c -> c < 0xD800 || c > 0xDFFF)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      String url = "https://s.example/?x=1&v=" + URLEncoder.encode(value, StandardCharsets.UTF_8);

      assertThat(QueryString.first(url + "&v=other", "v"))
          .as("%s, seed %s", url, SEED)
          .contains(value);
    }
  }

  private static Optional<String> naively(String url, String name) {
    String before = url.split("#", 2)[0];
    if (!before.contains("?")) {
      return Optional.empty();
    }
    for (String pair : before.split("\\?", 2)[1].split("&", -1)) {
      String[] sides = pair.split("=", 2);
      if (!pair.isEmpty() && decoded(sides[0]).equals(name)) {
        return Optional.of(sides.length == 1 ? "" : decoded(sides[1]));
      }
    }
    return Optional.empty();
  }

  /** A percent sign that begins nothing is encoded first, so that the library takes it. */
  private static String decoded(String text) {
    return URLDecoder.decode(text.replaceAll("%(?![0-9A-Fa-f]{2})", "%25"), StandardCharsets.UTF_8);
  }
}
