package dev.freshet.infra.trial;

import dev.freshet.infra.console.EnvironmentException;
import dev.freshet.infra.process.Child;
import dev.freshet.infra.process.Children;
import dev.freshet.infra.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A copy of a feature repository in which models are trained, so that the repository itself stays
 * as it is. It goes when this process goes, however that happens.
 */
public final class Workshop implements AutoCloseable {

  /** The command line's own main class, by name: it is the ring outside this one. */
  private static final String LAUNCHER = "dev.freshet.infra.Freshet";

  private final Path folder;
  private final Children children;

  private Workshop(Path folder) {
    this.folder = folder;
    this.children = new Children(folder);
  }

  /** A copy of a folder of definitions. */
  public static Workshop of(Path definitions) {
    try {
      Workshop workshop = new Workshop(Files.createTempDirectory("freshet-").toRealPath());
      Files.createDirectories(workshop.definitions());
      try (Stream<Path> files = Files.list(definitions)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
          Files.copy(file, workshop.definitions().resolve(file.getFileName()));
        }
      }
      return workshop;
    } catch (IOException e) {
      throw new EnvironmentException("cannot copy " + definitions + ": " + e.getMessage(), e);
    }
  }

  /** The copied definitions; what they say of a file of a model is within this folder. */
  public Path definitions() {
    return folder.resolve("definitions");
  }

  /** Where what is shown is written down. */
  Path shown() {
    return folder.resolve("shown.jsonl");
  }

  /**
   * Trains a model on what was shown, in a process of its own.
   *
   * @throws EnvironmentException if that does not work
   */
  void train(String model, String label) {
    Path log = folder.resolve("train.log");
    Program program =
        Program.java(
            "train",
            List.of("-Xmx512m", "-XX:+UseSerialGC", "-Djava.io.tmpdir=" + folder),
            LAUNCHER,
            List.of(
                "train",
                definitions().toString(),
                "--model",
                model,
                "--training-set",
                shown().toString(),
                "--label",
                label,
                "--quick"),
            folder,
            Optional.of(log));
    Child child = children.start(program.withClassPath(library()));
    int exitCode = child.ended().join();
    if (exitCode != 0) {
      throw new EnvironmentException(
          "training ended with " + Child.describe(exitCode) + ": " + words(log));
    }
  }

  /** The training library, which is on the class path of nothing else. */
  private static List<Path> library() {
    Path home = Path.of(System.getProperty("freshet.home", ""));
    Path jars = home.resolve("infra").resolve("target").resolve("lib-train");
    try (Stream<Path> files = Files.list(jars)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new EnvironmentException(
          jars + " cannot be read: start the demo by ./freshet in a whole clone", e);
    }
  }

  private static String words(Path log) {
    try {
      return Files.readString(log).strip();
    } catch (IOException e) {
      return "it left no word";
    }
  }

  @Override
  public void close() {
    children.close();
  }
}
