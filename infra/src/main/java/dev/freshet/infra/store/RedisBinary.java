package dev.freshet.infra.store;

import dev.freshet.infra.console.EnvironmentException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The Redis executable of this machine: the one that comes in the embedded-redis jar if it runs
 * here, else {@code redis-server} on the PATH.
 */
public final class RedisBinary {

  private static final Map<String, String> RESOURCES =
      Map.of(
          "linux-amd64", "redis-server-6.2.6-v5-linux-amd64",
          "linux-aarch64", "redis-server-6.2.7-linux-arm64",
          "linux-i386", "redis-server-6.2.7-linux-386",
          "mac-amd64", "redis-server-6.2.6-v5-darwin-amd64",
          "mac-aarch64", "redis-server-6.2.6-v5-darwin-arm64");

  private RedisBinary() {}

  /**
   * Finds an executable that runs.
   *
   * @param folder where the one from the jar is unpacked
   */
  public static Path find(Path folder) {
    return unpack(folder)
        .filter(RedisBinary::runs)
        .or(RedisBinary::onPath)
        .orElseThrow(
            () ->
                new EnvironmentException(
                    "no Redis that runs on this machine ("
                        + platform()
                        + "): the one that comes with Freshet does not start, and there is no redis-server"
                        + " on the PATH; install Redis 6.2 or later, such as with: apt-get install redis-server"));
  }

  private static Optional<Path> unpack(Path folder) {
    String resource = RESOURCES.get(platform());
    if (resource == null) {
      return Optional.empty();
    }
    try (InputStream in = redis.embedded.RedisServer.class.getResourceAsStream("/" + resource)) {
      if (in == null) {
        return Optional.empty();
      }
      Files.createDirectories(folder);
      Path binary = folder.resolve("redis-server");
      Files.copy(in, binary);
      return binary.toFile().setExecutable(true) ? Optional.of(binary) : Optional.empty();
    } catch (IOException e) {
      throw new EnvironmentException(
          "cannot unpack Redis into " + folder + ": " + e.getMessage(), e);
    }
  }

  private static Optional<Path> onPath() {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      Path binary = Path.of(folder, "redis-server");
      if (Files.isExecutable(binary) && runs(binary)) {
        return Optional.of(binary);
      }
    }
    return Optional.empty();
  }

  /** Whether it can say its version: a shared library may be missing here. */
  private static boolean runs(Path binary) {
    try {
      Process process =
          new ProcessBuilder(binary.toString(), "--version")
              .redirectError(Redirect.DISCARD)
              .redirectInput(Redirect.from(new File("/dev/null")))
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor(5, TimeUnit.SECONDS)
          && process.exitValue() == 0
          && said.startsWith("Redis server v=");
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return (system.startsWith("mac") ? "mac" : system.startsWith("linux") ? "linux" : system)
        + "-"
        + (architecture.equals("x86_64") ? "amd64" : architecture);
  }
}
