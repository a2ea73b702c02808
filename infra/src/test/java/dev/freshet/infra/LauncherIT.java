package dev.freshet.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the launcher in a tree of its own, with a {@code java} and a {@code mvn} that only tell how
 * they were called.
 */
@Timeout(60)
class LauncherIT {

  /** What the script needs of the system. */
  private static final List<String> TOOLS =
      List.of(
          "bash",
          "sh",
          "sed",
          "head",
          "tail",
          "tee",
          "mktemp",
          "rm",
          "find",
          "readlink",
          "dirname",
          "mkdir",
          "touch",
          "flock");

  private static final String GOOD_MAVEN =
      """
      if [ "$1" = -v ]; then echo "Apache Maven 3.8.7"; exit; fi
      echo "[INFO] Building Freshet 0.1.0-SNAPSHOT                    [1/2]"
      echo "[INFO] Building Freshet infra 0.1.0-SNAPSHOT              [2/2]"
      mkdir -p infra/target/lib infra/target/lib-train
      touch infra/target/freshet-infra-1.jar infra/target/lib/a.jar infra/target/lib-train/b.jar
      """;

  @TempDir private Path temp;
  private Path tree;
  private Path tools;

  @BeforeEach
  void makeTree() throws IOException {
    tree = Files.createDirectory(temp.resolve("my tree"));
    Path launcher = Path.of("..", "freshet").toAbsolutePath().normalize();
    Files.copy(launcher, tree.resolve("freshet"));
    assertThat(tree.resolve("freshet").toFile().setExecutable(true)).isTrue();
    Files.createFile(tree.resolve("pom.xml"));
    for (String module : List.of("features", "pipelines", "serving", "infra")) {
      Files.createDirectories(tree.resolve(module).resolve("src"));
      Files.createFile(tree.resolve(module).resolve("src/A.java"));
    }
    tools = Files.createDirectory(temp.resolve("tools"));
    for (String tool : TOOLS) {
      Files.createSymbolicLink(tools.resolve(tool), find(tool));
    }
    tool("java", "echo java \"$CLASSPATH\" \"$@\"");
    tool("javac", "");
    jdk("17.0.15");
    tool("mvn", GOOD_MAVEN);
  }

  @Test
  void buildsOnFirstUseAndThenOnlyWhenASourceIsNewer() throws Exception {
    Ran first = run(tree, "./freshet", "validate", "a b");
    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.out())
        .startsWith("java ")
        .endsWith(" dev.freshet.infra.Freshet validate a b\n")
        .contains(tree + "/infra/target/freshet-infra-1.jar:" + tree + "/infra/target/lib/a.jar");
    assertThat(first.err()).contains("1 of 2: Freshet", "2 of 2: Freshet infra", "built in");

    assertThat(run(tree, "./freshet", "--help").err()).isEmpty();

    Files.setLastModifiedTime(
        tree.resolve("features/src/A.java"),
        FileTime.fromMillis(System.currentTimeMillis() + 60_000));
    assertThat(run(tree, "./freshet", "--help").err()).contains("building in");
  }

  @Test
  void onlyTrainingHasTheTrainingLibrary() throws Exception {
    String library = tree + "/infra/target/lib-train/b.jar";
    assertThat(run(tree, "./freshet", "train", "REPO").out()).contains(library);
    for (String other : List.of("serve", "up", "stream", "demo", "training-set", "--help")) {
      assertThat(run(tree, "./freshet", other).out()).contains("lib/a.jar").doesNotContain(library);
    }
  }

  @Test
  void worksFromAnyFolderAndThroughALink() throws Exception {
    Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
    Files.createSymbolicLink(elsewhere.resolve("link"), Path.of("../my tree/freshet"));
    Files.createSymbolicLink(elsewhere.resolve("second"), Path.of("link"));
    Ran ran = run(elsewhere, "./second", "--help");
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(ran.out()).contains(tree + "/infra/target/lib/a.jar").endsWith("--help\n");
  }

  @Test
  void aBuildThatFailsIsTheEnvironmentsFaultAndShowsItsEnd() throws Exception {
    tool("mvn", "if [ $1 = -v ]; then echo Apache Maven 3.9.1; exit; fi; echo the reason; exit 1");
    Ran ran = run(tree, "./freshet", "--help");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("the reason", "the build failed");
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void anOldMavenIsNamed() throws Exception {
    tool("mvn", "echo Apache Maven 3.6.3");
    Ran ran = run(tree, "./freshet", "--help");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("is Maven 3.6; 3.8 or later is needed");
  }

  @Test
  void withoutMavenItSaysSo() throws Exception {
    Files.delete(tools.resolve("mvn"));
    Ran ran = run(tree, "./freshet", "--help");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("no mvn on the PATH");
  }

  @Test
  void anOldJavaIsNamed() throws Exception {
    jdk("11.0.2");
    Ran ran = run(tree, "./freshet", "--help");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("is Java 11; JDK 17 or later is needed");
  }

  @Test
  void withoutJavaItSaysSo() throws Exception {
    Files.delete(tools.resolve("java"));
    Ran ran = run(tree, "./freshet", "--help");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("no java on the PATH");
  }

  private record Ran(int exitCode, String out, String err) {}

  private Ran run(Path folder, String... command) throws Exception {
    Path out = temp.resolve("out");
    Path err = temp.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(new ArrayList<>(Arrays.asList(command)))
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    Map<String, String> environment = new HashMap<>(Map.of("PATH", tools.toString()));
    environment.put("TMPDIR", temp.toString());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private void tool(String name, String script) throws IOException {
    Path tool = tools.resolve(name);
    Files.deleteIfExists(tool);
    Files.writeString(tool, "#!" + find("sh") + "\n" + script + "\n", StandardCharsets.UTF_8);
    assertThat(tool.toFile().setExecutable(true)).isTrue();
  }

  /** What {@code java -version} says. */
  private void jdk(String version) throws IOException {
    tool(
        "java",
        "if [ \"$1\" = -version ]; then echo 'openjdk version \""
            + version
            + "\"' >&2; exit; fi\necho java \"$CLASSPATH\" \"$@\"");
  }

  private static Path find(String tool) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError(tool + " is not on the PATH"));
  }
}
