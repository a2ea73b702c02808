package dev.freshet.serving.external;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Variables;
import dev.freshet.serving.FeatureServer;
import dev.freshet.serving.FeatureServerConfig;
import dev.freshet.serving.fixture.Client;
import dev.freshet.serving.fixture.Desk;
import dev.freshet.serving.fixture.Shop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Feast's client is loaded by servers that have external views, and by no others. */
@Timeout(120)
class LoadedWhereUsedIT {

  @TempDir private Path folder;

  /** A server's life: it starts, is asked, and stops. */
  public static void main(String[] arguments) throws Exception {
    Repository repository = arguments[0].equals("desk") ? Desk.repository() : Shop.repository();
    FeatureServerConfig config =
        FeatureServerConfig.of(repository, "redis://127.0.0.1:1")
            .withHost("127.0.0.1")
            .withVariables(new Variables(name -> "127.0.0.1:1"));
    try (FeatureServer server = FeatureServer.start(config)) {
      Client client = new Client(server.httpPort());
      assertThat(
              client
                  .features(
                      "{\"features\": [\"user_activity:views_5m\"], \"entities\": {\"user_id\": 1}}")
                  .status())
          .isEqualTo(arguments[0].equals("desk") ? 200 : 503);
    }
  }

  @Test
  void nothingOfItWithoutExternalViews() throws Exception {
    assertThat(loaded("shop"))
        .anyMatch(line -> line.contains(" " + FeatureServer.class.getName() + " "))
        .noneMatch(LoadedWhereUsedIT::isOfTheClient);
  }

  @Test
  void allUnderNamesOfItsOwnWithThem() throws Exception {
    assertThat(loaded("desk"))
        .anyMatch(line -> line.contains(" freshet.shaded.dev.feast.FeastClient "))
        .noneMatch(line -> line.contains(" dev.feast."));
  }

  private static boolean isOfTheClient(String line) {
    return line.contains(" dev.freshet.feast.")
        || line.contains(" freshet.shaded.")
        || line.contains(" feast.proto.")
        || line.contains("freshet-feast-client");
  }

  /** The classes that a server loads, a line each. */
  private List<String> loaded(String repository) throws Exception {
    Path log = folder.resolve(repository + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xlog:class+load:file=" + log,
            LoadedWhereUsedIT.class.getName(),
            repository);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process server = builder.inheritIO().start();
    try {
      assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(server.exitValue()).isZero();
    } finally {
      server.destroyForcibly();
    }
    return Files.readAllLines(log);
  }
}
