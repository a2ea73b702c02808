package dev.freshet.features.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.InvalidRepositoryException;
import dev.freshet.features.definition.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The repositories under {@code examples} are valid, and editors find their schema. */
class ExamplesTest {

  private static final Path EXAMPLES = Path.of("..", "examples");
  private static final String MODELINE = "# yaml-language-server: $schema=";

  @Test
  void thereAreFive() throws IOException {
    assertThat(folders().map(folder -> folder.getFileName().toString()))
        .containsExactly("grocery", "movietweetings", "online-retail", "otto", "shop");
  }

  @ParameterizedTest
  @MethodSource("folders")
  void anExampleIsValid(Path folder) throws InvalidRepositoryException {
    Repository repository = RepositoryReader.read(folder);

    long definitions =
        repository.views().stream().mapToLong(view -> view.definitions().size()).sum();
    assertThat(definitions).isBetween(10L, 50L);
    assertThat(repository.services()).isNotEmpty();
    assertThat(folder.resolve("README.md")).isRegularFile();
  }

  @ParameterizedTest
  @MethodSource("folders")
  void anExampleIsValidInTheEditor(Path folder) throws IOException {
    for (Path file : files(folder)) {
      String yaml = Files.readString(file);
      assertThat(LanguageSchemaTest.errors(yaml)).as(file.toString()).isEmpty();
      assertThat(yaml).as(file.toString()).startsWith(MODELINE);
      String schema = yaml.lines().findFirst().orElseThrow().substring(MODELINE.length());
      assertThat(folder.resolve(schema)).as(file.toString()).isRegularFile();
    }
  }

  @ParameterizedTest
  @MethodSource("folders")
  void allButTheShopReadTheirFilesFromTheFolderOfTheData(Path folder)
      throws InvalidRepositoryException {
    boolean shop = folder.endsWith("shop");

    assertThat(RepositoryReader.read(folder).recordedSources())
        .allSatisfy(
            source ->
                assertThat(
                        source
                            .files()
                            .map(files -> files.pattern().startsWith("${FRESHET_DATA}/"))
                            .orElse(shop))
                    .isTrue());
  }

  static Stream<Path> folders() throws IOException {
    try (Stream<Path> entries = Files.list(EXAMPLES)) {
      return entries.filter(Files::isDirectory).sorted().toList().stream();
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }
}
