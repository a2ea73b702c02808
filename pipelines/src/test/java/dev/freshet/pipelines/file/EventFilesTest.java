package dev.freshet.pipelines.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.features.definition.EventTime;
import dev.freshet.features.definition.FieldPath;
import dev.freshet.features.definition.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFilesTest {

  @TempDir private Path temp;

  @BeforeEach
  void writeFiles() throws IOException {
    for (String name :
        List.of(
            "b.jsonl", "a.jsonl", "c.csv.gz", "notes.txt", "deep/er/d.jsonl", "odd [1]/e.jsonl")) {
      Path file = temp.resolve(name);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
  }

  @Test
  void findsTheFilesOfAPatternInTheOrderOfTheirPaths() throws Exception {
    assertThat(find("*.jsonl")).containsExactly("a.jsonl", "b.jsonl");
    assertThat(find("a.jsonl")).containsExactly("a.jsonl");
    assertThat(find(temp + "/c.csv.gz")).containsExactly("c.csv.gz");
    assertThat(find("{a,c}.*")).containsExactly("a.jsonl", "c.csv.gz");
  }

  @Test
  void twoStarsGoThroughFoldersAndThroughNone() throws Exception {
    assertThat(find("**/*.jsonl"))
        .containsExactly("a.jsonl", "b.jsonl", "deep/er/d.jsonl", "odd [1]/e.jsonl");
    assertThat(find("deep/**/d.jsonl")).containsExactly("deep/er/d.jsonl");
  }

  @Test
  void whatAVariableHoldsIsTakenLiterally() throws Exception {
    assertThat(find("${FOLDER}/*.jsonl", Map.of("FOLDER", temp + "/odd [1]")))
        .containsExactly("odd [1]/e.jsonl");
    assertThat(find("${FOLDER}/e.jsonl", Map.of("FOLDER", "odd [1]")))
        .containsExactly("odd [1]/e.jsonl");
  }

  @Test
  void aVariableThatIsNotSetIsNamed() {
    assertThatThrownBy(() -> find("${FRESHET_DATA}/a.jsonl"))
        .isInstanceOf(EventFilesException.class)
        .hasMessageContaining("source lines")
        .hasMessageContaining("${FRESHET_DATA}/a.jsonl")
        .hasMessageContaining("variable FRESHET_DATA is not set");
  }

  @Test
  void noFileIsAProblemThatNamesTheWholePattern() {
    assertThatThrownBy(() -> find("${FOLDER}/*.csv", Map.of("FOLDER", temp.toString())))
        .isInstanceOf(EventFilesException.class)
        .hasMessageContaining("no file matches " + temp + "/*.csv (from ${FOLDER}/*.csv)");
    assertThatThrownBy(() -> find("nowhere/*.csv")).hasMessageContaining("no file matches");
  }

  @Test
  void aFileOfNoKnownFormatIsAProblem() {
    assertThatThrownBy(() -> find("*.txt"))
        .isInstanceOf(EventFilesException.class)
        .hasMessageContaining("notes.txt is of no known format; known are .jsonl .csv");
  }

  @Test
  void aSourceWithoutFilesIsAProblem() {
    assertThatThrownBy(() -> EventFiles.find(source(Optional.empty()), name -> null))
        .isInstanceOf(EventFilesException.class)
        .hasMessageContaining("source lines has no files");
  }

  private List<String> find(String pattern) throws EventFilesException {
    return find(pattern, Map.of());
  }

  private List<String> find(String pattern, Map<String, String> variables)
      throws EventFilesException {
    Source source = source(Optional.of(new Source.Files(temp, pattern)));
    return EventFiles.find(source, variables::get).stream()
        .map(file -> temp.relativize(file).toString())
        .toList();
  }

  private static Source source(Optional<Source.Files> files) {
    return new Source(
        "lines",
        "shop.lines",
        files,
        new EventTime.At(FieldPath.parse("ts")),
        Optional.empty(),
        List.of(),
        Duration.ofHours(1),
        Duration.ofMinutes(1),
        Optional.empty());
  }
}
