package dev.freshet.features.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ua_parser.Parser;

class UserAgentsTest {

  private static final long SEED = 20261122;

  /** What user agents are made of, so that random ones meet the patterns. */
  private static final List<String> PIECES =
      List.of(
          "Mozilla/5.0 (",
          "Windows NT 10.0; Win64; x64",
          "iPhone; CPU iPhone OS 17_5 like Mac OS X",
          "iPad; CPU OS 16_6 like Mac OS X",
          "Linux; Android 14; Pixel 8",
          "X11; Linux x86_64",
          "PlayStation 5",
          "Macintosh; Intel Mac OS X 10_15_7",
          "SMART-TV; Tizen 6.0",
          ") AppleWebKit/537.36 (KHTML, like Gecko)",
          " Chrome/126.0.0.0",
          " Firefox/127.0",
          " Version/17.4",
          " Mobile",
          " Safari/537.36",
          " Edg/126.0",
          "compatible; Googlebot/2.1; +http://www.google.com/bot.html",
          "curl/8.4.0",
          "okhttp/4.12",
          ";",
          " ",
          "/",
          "ü\uD83D\uDE00",
          "Build/",
          "bot",
          "1.2.3");

  private final UserAgents agents = UserAgents.loaded();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "desktop | Windows  | Chrome        | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
        "desktop | Windows  | Edge          | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0",
        "desktop | Mac OS X | Safari        | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15",
        "desktop | Linux    | Firefox       | Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
        "phone   | iOS      | Mobile Safari | Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
        "tablet  | iOS      | Mobile Safari | Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1",
        "phone   | Android  | Chrome Mobile | Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36",
        "tablet  | Android  | Chrome        | Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
        "phone   | Android  | Firefox Mobile | Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0",
        "phone   | Android  | Android       | Dalvik/2.1.0 (Linux; U; Android 9; STF-L09 Build/HUAWEISTF-L09)",
        "tv      | Tizen    | Safari        | Mozilla/5.0 (SMART-TV; Linux; Tizen 6.0) AppleWebKit/538.1 (KHTML, like Gecko) Version/6.0 TV Safari/538.1",
        "console | Other    | Safari        | Mozilla/5.0 (PlayStation; PlayStation 5/6.00) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.4 Safari/605.1.15",
        "bot     | Other    | Googlebot     | Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "bot     | Android  | Googlebot     | Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "bot     | Other    | GPTBot        | Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
        "bot     | Linux    | HeadlessChrome | Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0.0.0 Safari/537.36",
        "bot     | Other    | Python Requests | python-requests/2.31.0",
        "bot     | Other    | curl          | curl/8.4.0",
        "other   | Other    | Other         | Mozilla/5.0",
      })
  void tellsDeviceSystemAndProgram(String device, String os, String browser, String text) {
    UserAgent agent = agents.of(text);

    assertThat(agent).isEqualTo(new UserAgent(device, os, browser));
    assertThat(agent.isBot()).isEqualTo(device.equals("bot"));
  }

  @Test
  void namesSystemsAndProgramsAsTheLibraryDoes() {
    Parser library = new Parser();
    Random random = new Random(SEED);
    for (int i = 0; i < 300; i++) {
      String text = text(random);

      UserAgent agent = agents.of(text);

      assertThat(agent.os()).as("%s, seed %s", text, SEED).isEqualTo(library.parseOS(text).family);
      assertThat(agent.browser())
          .as("%s, seed %s", text, SEED)
          .isEqualTo(library.parseUserAgent(text).family);
      if (library.parseDevice(text).family.equals("Spider")) {
        assertThat(agent.isBot()).as("%s, seed %s", text, SEED).isTrue();
      }
      assertThat(agent.device())
          .as("%s, seed %s", text, SEED)
          .isIn(Set.of("phone", "tablet", "desktop", "tv", "console", "watch", "bot", "other"));
    }
  }

  @Test
  void readsTheFirst512CharactersOfALongOne() {
    String phone =
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) ";
    String filler = "x".repeat(UserAgents.LONGEST - phone.length());
    String split = "y".repeat(UserAgents.LONGEST - 1) + "\uD83D\uDE00 Firefox/127.0";

    assertThat(agents.of(phone + filler + " Firefox/127.0")).isEqualTo(agents.of(phone + filler));
    assertThat(agents.of(split)).isEqualTo(agents.of("y".repeat(UserAgents.LONGEST - 1)));
  }

  /** Patterns meet what is made to be slow for them; a server's event loop must go on. */
  @Test
  void isDoneSoonWithHostileText() {
    Random random = new Random(SEED);
    long worstNanos = 0;
    for (int i = 0; i < 100; i++) {
      String piece = PIECES.get(random.nextInt(PIECES.size()));
      String other = PIECES.get(random.nextInt(PIECES.size()));
      String text = (other + piece.repeat(UserAgents.LONGEST)).substring(0, UserAgents.LONGEST);
      long from = System.nanoTime();
      agents.of(text);
      worstNanos = Math.max(worstNanos, System.nanoTime() - from);
    }

    assertThat(TimeUnit.NANOSECONDS.toMillis(worstNanos)).as("milliseconds").isLessThan(2_000);
  }

  @Test
  void answersManyThreadsAlike() throws Exception {
    Random random = new Random(SEED + 1);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      texts.add(text(random));
    }
    List<Callable<List<UserAgent>>> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      all.add(() -> texts.stream().map(agents::of).toList());
    }
    ExecutorService threads = Executors.newFixedThreadPool(all.size());
    try {
      List<UserAgent> expected = texts.stream().map(agents::of).toList();
      for (Future<List<UserAgent>> one : threads.invokeAll(all, 60, TimeUnit.SECONDS)) {
        assertThat(one.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i >= 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }
}
