package dev.freshet.pipelines.file;

import dev.freshet.features.definition.Source;
import dev.freshet.features.definition.UnsetVariableException;
import dev.freshet.features.definition.Variables;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Which files a definition means: a folder to start from, and a glob below it. {@code *} stays in
 * one folder, {@code **} does not and stands for no folder too; what a variable holds is taken
 * literally.
 */
final class FilePattern {

  private static final Pattern SPECIAL = Pattern.compile("[*?\\[\\]{}\\\\]");

  private final Path base;
  private final String glob;
  private final List<PathMatcher> matchers = new ArrayList<>();

  private FilePattern(Path base, String glob) {
    this.base = base;
    this.glob = glob;
    if (!glob.isEmpty()) {
      matchers.add(FileSystems.getDefault().getPathMatcher("glob:" + glob));
      if (glob.contains("**/")) {
        matchers.add(FileSystems.getDefault().getPathMatcher("glob:" + glob.replace("**/", "")));
      }
    }
  }

  static FilePattern of(String source, Source.Files files, Function<String, String> variables)
      throws EventFilesException {
    try {
      String expanded = new Variables(variables).expand(files.pattern(), FilePattern::literal);
      return split(files.folder(), expanded);
    } catch (UnsetVariableException e) {
      throw new EventFilesException("source " + source + ": files: " + e.getMessage(), e);
    }
  }

  static String literal(String text) {
    return SPECIAL.matcher(text).replaceAll("\\\\$0");
  }

  /** Leading names without anything special are the base. */
  private static FilePattern split(Path folder, String pattern) {
    Path base = pattern.startsWith("/") ? folder.getFileSystem().getPath("/") : folder;
    List<String> names = new ArrayList<>(List.of(pattern.split("/", -1)));
    while (!names.isEmpty() && !isSpecial(names.get(0))) {
      base = base.resolve(unescape(names.remove(0)));
    }
    return new FilePattern(base.toAbsolutePath().normalize(), String.join("/", names));
  }

  private static boolean isSpecial(String name) {
    return SPECIAL.matcher(name.replaceAll("\\\\.", "")).find();
  }

  private static String unescape(String name) {
    return name.replaceAll("\\\\(.)", "$1");
  }

  /** Where to look. */
  Path base() {
    return base;
  }

  boolean matches(Path file) {
    if (matchers.isEmpty()) {
      return file.equals(base);
    }
    Path below = base.relativize(file);
    return matchers.stream().anyMatch(matcher -> matcher.matches(below));
  }

  @Override
  public String toString() {
    return glob.isEmpty() ? base.toString() : base.resolve("") + "/" + glob;
  }
}
