package dev.freshet.features.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BareBracketsTest {

  @Test
  void anExpressionWithBracketsIsPutInQuotes() {
    String text = "a:\n  - {name: x, value: m[k] + m['z'], type: double}\nb: 1\n";

    assertThat(quotedAt(text, "[k]"))
        .contains("a:\n  - {name: x, value: 'm[k] + m[''z'']', type: double}\nb: 1\n");
  }

  @Test
  void listsInExpressionsAreToo() {
    assertThat(quotedAt("{where: event.x in [\"a\", \"b, c]\"], windows: [1h]}", "[\"a"))
        .contains("{where: 'event.x in [\"a\", \"b, c]\"]', windows: [1h]}");
  }

  @Test
  void bracketsMayBeWithinOthers() {
    assertThat(quotedAt("- {type: double, value: double(m[string(k)]) + 1.0}", "[string"))
        .contains("- {type: double, value: 'double(m[string(k)]) + 1.0'}");
    assertThat(quotedAt("- {value: double(m[k]), type: double}", "[k]"))
        .contains("- {value: 'double(m[k])', type: double}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{a: b}]|]",
        "a: b: [c]|[c]",
        "{a: \"b\" [c]}|[c]",
        "{[a]: b}|[a]",
        "{a: b, c[d]}|[d]"
      })
  void otherMistakesStayMistakes(String text, String at) {
    assertThat(quotedAt(text, at)).isEmpty();
  }

  private static Optional<String> quotedAt(String text, String at) {
    String before = text.substring(0, text.indexOf(at));
    int line = (int) before.chars().filter(c -> c == '\n').count();
    return BareBrackets.quoted(text, line, before.length() - before.lastIndexOf('\n') - 1);
  }
}
