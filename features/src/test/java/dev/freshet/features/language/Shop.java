package dev.freshet.features.language;

import dev.freshet.features.definition.InvalidRepositoryException;
import dev.freshet.features.definition.Problem;
import dev.freshet.features.definition.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A valid repository of one file, to be read as it is or with a mistake put in. */
final class Shop {

  static final String FILE = "shop.yaml";
  static final String YAML = resource();

  private final Path folder;

  Shop(Path folder) {
    this.folder = folder;
  }

  Shop with(String file, String text) {
    try {
      Files.writeString(folder.resolve(file), text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The valid repository with one text in place of another, which stands there once. */
  Shop edited(String from, String to) {
    return with(FILE, edit(YAML, from, to));
  }

  static String edit(String text, String from, String to) {
    int at = text.indexOf(from);
    if (at < 0 || text.indexOf(from, at + 1) >= 0) {
      throw new IllegalArgumentException("stands not once in the text: " + from);
    }
    return text.substring(0, at) + to + text.substring(at + from.length());
  }

  Repository read() {
    try {
      return RepositoryReader.read(folder);
    } catch (InvalidRepositoryException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  List<Problem> problems() {
    try {
      RepositoryReader.read(folder);
      return List.of();
    } catch (InvalidRepositoryException e) {
      return e.problems();
    }
  }

  private static String resource() {
    try (InputStream in = Shop.class.getResourceAsStream(FILE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
