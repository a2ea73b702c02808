package dev.freshet.features.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.Problem;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Repositories with many mistakes: exactly these are found, all at once. A comment behind {@code
 * #!} says in each line what its problem must say, parts parted by {@code ~}.
 */
class ManyMistakesTest {

  @ParameterizedTest
  @ValueSource(strings = {"one-file", "spread", "structure"})
  void everyMistakeIsFoundAtOnceAndNothingElse(String name) throws Exception {
    Path folder = folder(name);
    List<Expected> expected = expected(folder);

    List<Problem> problems = new Shop(folder).problems();

    assertThat(expected).hasSizeGreaterThanOrEqualTo(10);
    assertThat(problems.stream().map(problem -> problem.file() + ":" + problem.line()))
        .as(String.join("\n", problems.stream().map(Problem::toString).toList()))
        .containsExactlyElementsOf(expected.stream().map(Expected::place).toList());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(problems.get(i).message()).contains(expected.get(i).parts());
    }
  }

  private static Path folder(String name) throws URISyntaxException {
    return Path.of(ManyMistakesTest.class.getResource("mistakes/" + name).toURI());
  }

  private static List<Expected> expected(Path folder) throws IOException {
    List<Expected> expected = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
          int mark = lines.get(i).indexOf("#! ");
          if (mark >= 0) {
            String place = file.getFileName() + ":" + (i + 1);
            expected.add(
                new Expected(place, List.of(lines.get(i).substring(mark + 3).split(" ~ "))));
          }
        }
      }
    }
    return expected;
  }

  private record Expected(String place, List<String> parts) {}
}
