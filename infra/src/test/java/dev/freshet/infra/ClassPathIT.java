package dev.freshet.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The libraries that the build put together for the launcher. */
class ClassPathIT {

  private static final String LIBRARY = "ml/dmlc/xgboost4j/java/Booster.class";

  @Test
  void noServerLoadsTheTrainingLibrary() throws IOException {
    assertThat(jarsWith("lib", LIBRARY)).isEmpty();
  }

  @Test
  void trainingDoes() throws IOException {
    assertThat(jarsWith("lib-train", LIBRARY)).hasSize(1);
  }

  @Test
  void feastsClientIsThereUnderNamesOfItsOwn() throws IOException {
    assertThat(jarsWith("lib", "freshet/shaded/dev/feast/FeastClient.class")).hasSize(1);
    assertThat(jarsWith("lib", "dev/feast/FeastClient.class")).isEmpty();
    assertThat(jarsWith("lib", "io/grpc/ManagedChannel.class")).hasSize(1);
  }

  @Test
  void trainingBringsNothingThatIsThereAlready() throws IOException {
    List<String> common = names("lib");
    assertThat(names("lib-train")).isNotEmpty().doesNotContainAnyElementsOf(common);
  }

  private static List<String> jarsWith(String folder, String entry) throws IOException {
    try (Stream<Path> jars = Files.list(Path.of("target", folder))) {
      return jars.filter(jar -> has(jar, entry)).map(Path::toString).toList();
    }
  }

  private static List<String> names(String folder) throws IOException {
    try (Stream<Path> jars = Files.list(Path.of("target", folder))) {
      return jars.map(jar -> jar.getFileName().toString()).toList();
    }
  }

  private static boolean has(Path jar, String entry) {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.getEntry(entry) != null;
    } catch (IOException e) {
      throw new AssertionError(jar + " is no jar", e);
    }
  }
}
