package dev.freshet.infra.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java that the page of this module shows compiles. */
class JavaBlocksTest {

  private static final String CLASS =
      """
      import dev.freshet.features.definition.Repository;
      import dev.freshet.infra.console.Console;
      import dev.freshet.infra.stack.Stack;
      import dev.freshet.infra.stack.StackConfig;
      import java.nio.file.Path;

      class Shown {
        void shown(Path folder, Repository repository, Console console) throws Exception {
          %s
        }
      }
      """;

  @TempDir private Path classes;

  @Test
  void theStackIsStartedAsShown() {
    List<String> blocks = Page.of("infra/README.md").blocks("java");
    assertThat(blocks).hasSize(1);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter says = new StringWriter();
    List<String> options =
        List.of(
            "-proc:none", "-cp", System.getProperty("java.class.path"), "-d", classes.toString());

    boolean compiled =
        compiler
            .getTask(
                says, null, null, options, null, List.of(source(CLASS.formatted(blocks.get(0)))))
            .call();

    assertThat(compiled).as(says.toString()).isTrue();
  }

  private static JavaFileObject source(String text) {
    return new SimpleJavaFileObject(
        URI.create("string:///Shown.java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }
}
