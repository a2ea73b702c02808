package dev.freshet.infra.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.infra.command.CommandTree;
import dev.freshet.infra.console.Console;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Every command and option that a page shows is one. */
class CommandsTest {

  private static final Pattern SHOWN =
      Pattern.compile("(?:\\.{1,2}/|`)freshet ([a-z-]+)([^`\\n]*)");
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z-]+");

  static List<Page> pages() {
    return Page.all();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void whatIsShownCanBeEntered(Page page) {
    CommandLine tree = CommandTree.of(Console.system());
    for (MatchResult shown : SHOWN.matcher(page.text()).results().toList()) {
      assertThat(tree.getSubcommands())
          .as("%s: %s", page, shown.group())
          .containsKey(shown.group(1));
      CommandLine command = tree.getSubcommands().get(shown.group(1));
      for (MatchResult option : OPTION.matcher(shown.group(2)).results().toList()) {
        assertThat(command.getCommandSpec().optionsMap())
            .as("%s: %s", page, shown.group())
            .containsKey(option.group());
      }
    }
  }

  @Test
  void commandsAreFound() {
    assertThat(SHOWN.matcher(Page.of("README.md").text()).results()).hasSizeGreaterThan(3);
  }
}
