package dev.freshet.features.bytes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Bytes as they were written once, and what they say: lines of text, an empty line, then the bytes
 * in hexadecimal. A file that is there is never written again.
 */
public record GoldenFile(List<String> text, byte[] bytes) {

  private static final Path ROOT = Path.of("src/test/resources/golden");
  private static final int DIGITS_PER_LINE = 96;

  /** Where files of a format are, each version of it in a folder of its own. */
  public static Path folder(String format) {
    return ROOT.resolve(format);
  }

  /** All files of a format, those of old versions too. */
  public static List<Path> all(String format) {
    Path folder = folder(format);
    if (!Files.isDirectory(folder)) {
      throw new IllegalStateException("no golden files in " + folder.toAbsolutePath());
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file; see {@link #lines(Path, Supplier)}. */
  public static GoldenFile of(Path file, Supplier<GoldenFile> now) {
    return of(lines(file, () -> now.get().lines()));
  }

  public static GoldenFile read(Path file) {
    return of(lines(file, List::of));
  }

  /**
   * The lines of a file of text alone, or of any other. One that is missing is written when the
   * tests run with {@code -Dfreshet.golden=write}.
   */
  public static List<String> lines(Path file, Supplier<List<String>> now) {
    try {
      if (Files.notExists(file) && "write".equals(System.getProperty("freshet.golden"))) {
        Files.createDirectories(file.getParent());
        Files.write(file, now.get());
      }
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static GoldenFile of(List<String> lines) {
    int empty = lines.indexOf("");
    String hex = String.join("", lines.subList(empty + 1, lines.size()));
    return new GoldenFile(lines.subList(0, empty), HexFormat.of().parseHex(hex));
  }

  private List<String> lines() {
    String hex = HexFormat.of().formatHex(bytes);
    Stream<String> digits =
        IntStream.iterate(0, from -> from < hex.length(), from -> from + DIGITS_PER_LINE)
            .mapToObj(from -> hex.substring(from, Math.min(hex.length(), from + DIGITS_PER_LINE)));
    return Stream.of(text.stream(), Stream.of(""), digits).flatMap(all -> all).toList();
  }
}
