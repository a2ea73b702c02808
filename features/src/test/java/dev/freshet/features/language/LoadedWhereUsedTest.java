package dev.freshet.features.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process whose definitions use no table loads none. */
class LoadedWhereUsedTest {

  private static final String PATTERNS = "ua_parser.Parser";
  private static final String AGENTS = "dev.freshet.features.web.UserAgents$Loaded";
  private static final String REFERRERS = "dev.freshet.features.web.Referrers$Loaded";

  @TempDir Path folder;

  @Test
  void noTableForDefinitionsThatUseNone() throws Exception {
    new Shop(folder).with(Shop.FILE, Shop.YAML);

    try (Classes classes = new Classes()) {
      classes.read(folder);

      assertThat(classes.has(RepositoryReader.class.getName())).isTrue();
      assertThat(classes.has(PATTERNS)).isFalse();
      assertThat(classes.has(AGENTS)).isFalse();
      assertThat(classes.has(REFERRERS)).isFalse();
    }
  }

  @Test
  void theTableOfTheFunctionThatIsUsed() throws Exception {
    new Shop(folder).edited("value: event.item_id", "value: userAgent(event.item_id).os");

    try (Classes classes = new Classes()) {
      classes.read(folder);

      assertThat(classes.has(PATTERNS)).isTrue();
      assertThat(classes.has(AGENTS)).isTrue();
      assertThat(classes.has(REFERRERS)).isFalse();
    }
  }

  /** The class path once more, of which nothing is loaded yet. */
  private static final class Classes extends URLClassLoader {

    Classes() {
      super(
          Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
              .map(Classes::url)
              .toArray(URL[]::new),
          getPlatformClassLoader());
    }

    void read(Path folder) throws Exception {
      Class<?> reader = loadClass(RepositoryReader.class.getName());
      Method read = reader.getMethod("read", Path.class);
      read.invoke(null, folder);
    }

    boolean has(String name) {
      synchronized (getClassLoadingLock(name)) {
        return findLoadedClass(name) != null;
      }
    }

    @Override
    public void close() throws IOException {
      super.close();
    }

    private static URL url(String path) {
      try {
        return Path.of(path).toUri().toURL();
      } catch (MalformedURLException e) {
        throw new AssertionError(e);
      }
    }
  }
}
