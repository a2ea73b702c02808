package dev.freshet.features.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.InvalidRepositoryException;
import dev.freshet.features.definition.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is in a file, it is a repository or a list of problems. */
class RepositoryReaderFuzzTest {

  private static final int FILES = 100;

  private static final List<String> SCRAPS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ":",
          ": ",
          ",",
          "#",
          "\n",
          "\n  ",
          "\t",
          "- ",
          "'",
          "\"",
          "!",
          "&a ",
          "*a",
          "|",
          ">",
          "<<: ",
          "? ",
          "---\n",
          "~",
          "null",
          "true",
          "0",
          "-1",
          "1e999",
          ".nan",
          "é",
          "\u0000",
          "\uFEFF",
          "\uD800",
          "lifetime",
          "5m",
          "event.",
          "name: x\n",
          "${",
          "%");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void damagedFilesGiveProblemsAndNothingElse(long seed) throws IOException {
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < FILES; i++) {
      String text = damaged(random);
      Files.write(folder.resolve("shop.yaml"), bytes(text, random));
      refused += read("seed " + seed + ", file " + i, text) ? 0 : 1;
    }
    assertThat(refused).as("seed %d", seed).isGreaterThan(FILES / 2);
  }

  private boolean read(String which, String text) {
    try {
      Repository repository = RepositoryReader.read(folder);
      assertThat(repository.project()).as(which).isNotEmpty();
      return true;
    } catch (InvalidRepositoryException e) {
      assertThat(e.problems()).as(which).isNotEmpty();
      assertThat(e.problems())
          .as(which)
          .allSatisfy(problem -> assertThat(problem.message()).isNotBlank());
      return false;
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(which + ":\n" + text, e);
    }
  }

  private static String damaged(Random random) {
    List<String> lines = new ArrayList<>(Shop.YAML.lines().toList());
    if (random.nextInt(4) == 0) {
      Collections.swap(lines, random.nextInt(lines.size()), random.nextInt(lines.size()));
    }
    if (random.nextInt(4) == 0) {
      lines.add(random.nextInt(lines.size()), lines.get(random.nextInt(lines.size())));
    }
    if (random.nextInt(4) == 0) {
      lines.remove(random.nextInt(lines.size()));
    }
    StringBuilder text = new StringBuilder(String.join("\n", lines));
    for (int edits = random.nextInt(4); edits >= 0; edits--) {
      int from = random.nextInt(text.length());
      int to = Math.min(text.length(), from + random.nextInt(4));
      text.replace(from, to, SCRAPS.get(random.nextInt(SCRAPS.size())));
    }
    return text.toString();
  }

  private static byte[] bytes(String text, Random random) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(20) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }
}
