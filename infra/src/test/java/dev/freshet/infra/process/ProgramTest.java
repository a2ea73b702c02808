package dev.freshet.infra.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgramTest {

  @Test
  void theClassPathIsNoPartOfTheCommandLine() {
    Program program =
        Program.java(
            "it", List.of("-Xmx64m"), "Main", List.of("a"), Path.of("/tmp"), Optional.empty());

    assertThat(program.command()).hasSize(4).endsWith("-Xmx64m", "Main", "a");
    assertThat(program.environment().get("CLASSPATH")).contains("classes");
  }

  @Test
  void optionsAreWordsBetweenBlanks() {
    assertThat(Program.words("")).isEmpty();
    assertThat(Program.words(" -Xmx2g  -ea ")).containsExactly("-Xmx2g", "-ea");
  }
}
