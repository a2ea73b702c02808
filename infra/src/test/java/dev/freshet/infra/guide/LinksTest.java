package dev.freshet.infra.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LinksTest {

  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s#]*)(?:#([^)]*))?\\)");

  static List<Page> pages() {
    return Page.all();
  }

  @Test
  void allPagesAreLookedAt() {
    assertThat(pages())
        .extracting(Page::toString)
        .contains("README.md", "docs/definitions.md", "examples/otto/README.md")
        .hasSizeGreaterThan(25);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkWithinTheTreeLeadsSomewhere(Page page) {
    for (MatchResult link : LINK.matcher(page.prose()).results().toList()) {
      String file = link.group(1);
      if (file.matches("[a-z]+:.*")) {
        continue;
      }
      Path target = page.path().resolveSibling(file).normalize();
      assertThat(file.isEmpty() || Files.exists(target)).as("%s: %s", page, file).isTrue();
      if (link.group(2) != null) {
        Page there = file.isEmpty() ? page : Page.of(Page.ROOT.relativize(target).toString());
        assertThat(there.anchors()).as("%s: %s", page, link.group()).contains(link.group(2));
      }
    }
  }

  @Test
  void everyPageIsReachedFromTheFirst() {
    assertThat(Reached.from("README.md"))
        .containsAll(pages().stream().map(Page::toString).toList());
  }

  /** The pages that links lead to. */
  private static final class Reached {

    private final Set<String> pages = new TreeSet<>();

    static Set<String> from(String page) {
      Reached reached = new Reached();
      reached.visit(Page.ROOT.resolve(page));
      return reached.pages;
    }

    private void visit(Path path) {
      Path page = Files.isDirectory(path) ? path.resolve("README.md") : path;
      String name = Page.ROOT.relativize(page.normalize()).toString();
      if (Files.isDirectory(path) && Files.notExists(page)) {
        try (Stream<Path> files = Files.list(path)) {
          files.filter(file -> file.toString().endsWith(".md")).forEach(this::visit);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      } else if (name.endsWith(".md") && pages.add(name)) {
        for (MatchResult link : LINK.matcher(Page.of(name).prose()).results().toList()) {
          if (!link.group(1).isEmpty() && !link.group(1).contains(":")) {
            visit(page.resolveSibling(link.group(1)).normalize());
          }
        }
      }
    }
  }
}
