package dev.freshet.features.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferrersTest {

  private static final long SEED = 20261122;

  private final Referrers referrers = Referrers.loaded();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "search    | Google     | https://www.google.com/",
        "search    | Google     | https://www.google.co.uk/search?q=shoes",
        "search    | Google     | HTTPS://WWW.Google.DE./",
        "search    | Google     | android-app://com.google.android.googlequicksearchbox/https/www.google.com",
        "search    | Bing       | https://www.bing.com/search?q=a@b",
        "search    | Yahoo      | https://de.search.yahoo.com/",
        "search    | Yandex     | https://yandex.com.tr/search/",
        "email     | Gmail      | https://mail.google.com/mail/u/0/",
        "email     | Yahoo Mail | https://mail.yahoo.com",
        "email     | Outlook    | https://eur01.safelinks.outlook.com:443?x",
        "email     | Yahoo Mail | https://mail.yahoo.co.uk/",
        "referral  | Google     | https://accounts.google.de/",
        "assistant | Gemini     | https://gemini.google.com/app",
        "assistant | ChatGPT    | https://chatgpt.com/",
        "social    | Facebook   | https://l.facebook.com/l.php?u=x",
        "social    | Facebook   | http://m.facebook.com",
        "social    | X          | https://t.co/abc",
        "social    | Pinterest  | https://www.pinterest.at/",
        "social    | WhatsApp   | android-app://com.whatsapp",
        "referral  | shop.example | https://shop.example/a/b?c#d",
        "referral  | blog.example | https://user:secret@www.blog.example:8080/",
        "referral  | [::1]      | http://[::1]:80/",
        "referral  | google.shop.example | https://google.shop.example/",
        "referral  | notgoogle.com | https://notgoogle.com/",
        "referral  | google     | https://google/",
        "referral  | org.example.App | android-app://org.example.App/",
      })
  void tellsMediumAndSource(String medium, String source, String url) {
    assertThat(referrers.of(url)).contains(new Referrer(medium, source));
  }

  @Test
  void takesTheEmptyTextForADirectVisit() {
    assertThat(referrers.of("")).contains(new Referrer("direct", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "google", "www.google.com", "https://", "https:///x", "://google.com", "ht tp://google.com",
        "https://?q", "https://goo gle.com/", "about:blank", "/relative", " ", "https://:80/"
      })
  void takesNothingElseForAReferrer(String text) {
    assertThat(referrers.of(text)).isEmpty();
  }

  @Test
  void findsWhatALineByLineReadingFinds() {
    List<String> lines =
        new String(Table.bytes(Referrers.class, "referrers.tsv"), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.startsWith("#"))
            .toList();
    Random random = new Random(SEED);
    for (int i = 0; i < 3_000; i++) {
      String host = host(lines, random);
      assertThat(referrers.of("https://" + host + "/path?q=" + i))
          .as("%s, seed %s", host, SEED)
          .contains(naively(lines, host));
    }
  }

  @Test
  void readsTheHostOfAnOrdinaryUrl() {
    Random random = new Random(SEED);
    for (int i = 0; i < 2_000; i++) {
      String url =
          pick(random, "http", "https", "HTTP")
              + "://"
              + pick(random, "", "", "me@", "me:pass@")
              + pick(random, "a", "shop", "Www", "x-1")
              + pick(random, ".example", ".co.example", "")
              + pick(random, "", ":80", ":8443")
              + pick(random, "", "/", "/a/b", "/@x")
              + pick(random, "", "?q=1", "?u=http://b.example/")
              + pick(random, "", "#f", "#/x?y");
      assertThat(Address.of(url).map(Address::host))
          .as("%s, seed %s", url, SEED)
          .contains(URI.create(url).getHost().toLowerCase(Locale.ROOT));
    }
  }

  @Test
  void noHostStandsInTheTableTwice() {
    Set<String> seen = new TreeSet<>();
    new String(Table.bytes(Referrers.class, "referrers.tsv"), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .flatMap(line -> List.of(line.split("\t", -1)[2].split(" ", -1)).stream())
        .forEach(pattern -> assertThat(seen.add(pattern)).as(pattern).isTrue());
  }

  /** One of the table's, perhaps with labels before it, behind it, or part of another. */
  private static String host(List<String> lines, Random random) {
    String[] patterns = lines.get(random.nextInt(lines.size())).split("\t", -1)[2].split(" ", -1);
    String host = patterns[random.nextInt(patterns.length)].replace("app:", "");
    host = host.replace(".*", pick(random, ".com", ".de", ".co.uk", ".com.br", ".verylong", ""));
    return pick(random, "", "", "www.", "m.", "a.b.", "not")
        + host
        + pick(random, "", "", "", ".example", ".uk");
  }

  private static Referrer naively(List<String> lines, String host) {
    List<String[]> matches = new ArrayList<>();
    for (String line : lines) {
      String[] cells = line.split("\t", -1);
      for (String pattern : cells[2].split(" ", -1)) {
        if (!pattern.startsWith("app:")) {
          String regex =
              "(.*\\.)?("
                  + pattern.replace(".", "\\.").replace("*", "([^.]+|[^.]{1,3}\\.[^.]+)")
                  + ")";
          java.util.regex.Matcher matcher = java.util.regex.Pattern.compile(regex).matcher(host);
          if (matcher.matches()) {
            int labels =
                matcher.group(2).split("\\.", -1).length * 2 - (pattern.endsWith("*") ? 1 : 0);
            matches.add(new String[] {cells[0], cells[1], String.valueOf(labels)});
          }
        }
      }
    }
    Optional<String[]> best =
        matches.stream()
            .max((x, y) -> Integer.compare(Integer.parseInt(x[2]), Integer.parseInt(y[2])));
    return best.map(cells -> new Referrer(cells[0], cells[1]))
        .orElse(new Referrer("referral", host.startsWith("www.") ? host.substring(4) : host));
  }

  private static String pick(Random random, String... texts) {
    return texts[random.nextInt(texts.length)];
  }
}
