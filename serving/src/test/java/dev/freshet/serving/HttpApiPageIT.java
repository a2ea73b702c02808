package dev.freshet.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.features.type.Timestamps;
import dev.freshet.serving.fixture.Client;
import dev.freshet.serving.fixture.Reply;
import dev.freshet.serving.fixture.ServedShop;
import dev.freshet.serving.problem.ProblemKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code docs/http-api.md} shows is what the server says. */
class HttpApiPageIT {

  private static final Path PAGE = Path.of("..", "docs", "http-api.md");
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "```http\\n(GET|POST) (\\S+)\\n(.*?)```(?:\\n\\n```json\\n(.*?)```)?", Pattern.DOTALL);

  /** What differs from run to run, within quotes. */
  private static final Pattern VOLATILE =
      Pattern.compile("\"20\\d\\d-\\d\\d-\\d\\dT[0-9:.]+Z\"|\"[0-9a-f]{48}\"");

  private record Example(String method, String path, String body, String answer) {}

  @Test
  void showsRequestsAndTheirAnswers() throws Exception {
    List<Example> examples = examples();
    assertThat(examples).hasSizeGreaterThan(6);
    try (ServedShop shop = ServedShop.open()) {
      for (Example example : examples) {
        Reply reply = ask(shop.client(), example);
        if (example.answer() == null) {
          assertThat(reply.status()).as(example + "\n" + reply.body()).isEqualTo(200);
        } else {
          assertThat(steady(reply.body()))
              .as(example.toString())
              .isEqualTo(steady(example.answer()));
        }
      }
    }
  }

  @Test
  void listsEveryKindOfProblemAndEveryMetric() throws Exception {
    String page = Files.readString(PAGE);
    for (ProblemKind kind : ProblemKind.values()) {
      String name = kind.type().substring(kind.type().lastIndexOf(':') + 1);
      assertThat(page)
          .as("the table of problems")
          .containsPattern("\\| " + kind.status() + " \\|[^\\n]*`" + name + "`");
    }
    try (ServedShop shop = ServedShop.open()) {
      Matcher metric =
          Pattern.compile("# TYPE (\\S+)").matcher(shop.client().get("/metrics").body());
      while (metric.find()) {
        assertThat(page).containsPattern("\\| `" + metric.group(1) + "[`{]");
      }
    }
  }

  private static List<Example> examples() throws IOException {
    List<Example> examples = new ArrayList<>();
    Matcher found = EXAMPLE.matcher(Files.readString(PAGE));
    while (found.find()) {
      examples.add(new Example(found.group(1), found.group(2), found.group(3), found.group(4)));
    }
    return examples;
  }

  private static Reply ask(Client client, Example example)
      throws IOException, InterruptedException {
    String later = Timestamps.format(System.currentTimeMillis() + 600_000);
    return example.method().equals("GET")
        ? client.get(example.path())
        : client.post(example.path(), example.body().replace("${IN_10_MINUTES}", later));
  }

  private static String steady(String json) throws IOException {
    return VOLATILE.matcher(new ObjectMapper().readTree(json).toPrettyString()).replaceAll("\"*\"");
  }
}
