package dev.freshet.infra.guide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of Markdown in this tree. */
record Page(Path path, String text) {

  /** The root of the tree. */
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Set<String> NOT_OURS = Set.of("target", ".git", "node_modules");
  private static final Pattern FENCE = Pattern.compile("(?m)^```(\\w*)\\n(?s:(.*?))^```$");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

  /** A fenced block: its language, the text within. */
  record Block(String language, String text) {}

  static Page of(String path) {
    return of(ROOT.resolve(path));
  }

  /** All pages of the tree. */
  static List<Page> all() {
    List<Page> pages = new ArrayList<>();
    try {
      Files.walkFileTree(
          ROOT,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return NOT_OURS.contains(folder.getFileName().toString())
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (file.toString().endsWith(".md")) {
                pages.add(of(file));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pages;
  }

  /** The part from a heading to the next one of its rank or a higher one. */
  Page section(String heading) {
    Matcher start = Pattern.compile("(?m)^(#+) " + Pattern.quote(heading) + "$").matcher(text);
    if (!start.find()) {
      throw new AssertionError(path + " has no heading \"" + heading + '"');
    }
    String rest = text.substring(start.end());
    Matcher end = Pattern.compile("(?m)^#{1," + start.group(1).length() + "} ").matcher(rest);
    return new Page(path, end.find() ? rest.substring(0, end.start()) : rest);
  }

  /** Its fenced blocks. */
  List<Block> blocks() {
    return FENCE
        .matcher(text)
        .results()
        .map(found -> new Block(found.group(1), found.group(2)))
        .toList();
  }

  /** Its blocks of one language. */
  List<String> blocks(String language) {
    return blocks().stream()
        .filter(block -> block.language.equals(language))
        .map(Block::text)
        .toList();
  }

  /** All but its fenced blocks. */
  String prose() {
    return FENCE.matcher(text).replaceAll("");
  }

  /** A command of a page with another value in the place of one that stands in it. */
  static String with(String command, String placeholder, String value) {
    if (!command.contains(placeholder)) {
      throw new AssertionError("no " + placeholder + " in " + command);
    }
    return command.replace(placeholder, value);
  }

  /** The names by which links lead to its headings. */
  Set<String> anchors() {
    Set<String> anchors = new TreeSet<>();
    for (MatchResult heading : HEADING.matcher(prose()).results().toList()) {
      String words = heading.group(1).toLowerCase(Locale.ROOT);
      anchors.add(words.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'));
    }
    return anchors;
  }

  @Override
  public String toString() {
    return ROOT.relativize(path).toString();
  }

  private static Page of(Path path) {
    try {
      return new Page(path, Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
