package dev.freshet.infra.process;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program to run as a child.
 *
 * @param name what people call it
 * @param command the executable and its arguments
 * @param environment variables beside this process's own
 * @param folder where it runs
 * @param log the file that all it prints is added to; empty for this process's stderr
 */
public record Program(
    String name,
    List<String> command,
    Map<String, String> environment,
    Path folder,
    Optional<Path> log) {

  private static final String CLASS_PATH = "CLASSPATH";
  private static final String OPTIONS = "FRESHET_PART_JAVA_OPTIONS";

  public Program {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** A program with this process's own variables. */
  public Program(String name, List<String> command, Path folder, Optional<Path> log) {
    this(name, command, Map.of(), folder, log);
  }

  /**
   * A program on this process's own Java and class path; that goes by a variable, since lists of
   * processes show command lines. What {@code FRESHET_PART_JAVA_OPTIONS} says is told to it behind
   * its flags.
   */
  public static Program java(
      String name,
      List<String> flags,
      String main,
      List<String> arguments,
      Path folder,
      Optional<Path> log) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(words(System.getenv().getOrDefault(OPTIONS, "")));
    command.add(main);
    command.addAll(arguments);
    return new Program(name, command, Map.of(CLASS_PATH, classPath()), folder, log);
  }

  /** The same with more behind the class path, for a program on Java. */
  public Program withClassPath(List<Path> more) {
    List<String> entries = new ArrayList<>(List.of(environment.get(CLASS_PATH)));
    more.forEach(entry -> entries.add(entry.toAbsolutePath().toString()));
    return new Program(
        name, command, Map.of(CLASS_PATH, String.join(File.pathSeparator, entries)), folder, log);
  }

  static List<String> words(String options) {
    return Arrays.stream(options.split(" ")).filter(word -> !word.isEmpty()).toList();
  }

  /** This process's class path; absolute, since the child may run elsewhere. */
  private static String classPath() {
    List<String> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      entries.add(Path.of(entry).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, entries);
  }
}
