package dev.freshet.serving.registry;

import dev.freshet.features.definition.Model;
import dev.freshet.features.encoding.VectorEncoding;
import dev.freshet.serving.model.Scorer;
import dev.freshet.serving.model.Sidecar;
import dev.freshet.serving.model.UnusableModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** The file of a model, and its sidecar if it has one. */
final class ModelFile {

  static final int VERSION_DIGITS = 12;

  /** The largest file that is read, however large the heap. */
  private static final long MOST_BYTES = 512L << 20;

  private final Model.Stored model;
  private final Path path;
  private final Fit fit;
  private final VectorEncoding encoding;

  /**
   * The file of a model.
   *
   * @param path where it is
   */
  ModelFile(Model.Stored model, Path path, Fit fit) {
    this.model = model;
    this.path = path;
    this.fit = fit;
    this.encoding = model.service().encoding();
  }

  Path path() {
    return path;
  }

  /** What tells one content of the two files from another without reading them. */
  String stamp() {
    return stamp(path) + " " + stamp(Sidecar.of(path));
  }

  private static String stamp(Path file) {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return "%s/%d/%s/%s"
          .formatted(
              found.fileKey(), found.size(), found.lastModifiedTime(), Files.isReadable(file));
    } catch (IOException e) {
      return "none";
    }
  }

  /**
   * Reads both.
   *
   * @return empty if there is no model
   * @throws UnusableModelException if one of them cannot be read
   */
  Optional<Content> read() throws UnusableModelException {
    try {
      Optional<byte[]> bytes = bytes(path);
      return bytes.isPresent()
          ? Optional.of(
              new Content(bytes.get(), Sidecar.sha256(bytes.get()), bytes(Sidecar.of(path))))
          : Optional.empty();
    } catch (IOException e) {
      throw new UnusableModelException("the file cannot be read: " + e, e);
    }
  }

  /** What the files held at one time. */
  final class Content {

    private final byte[] bytes;
    private final String sha256;
    private final Optional<byte[]> sidecar;

    private Content(byte[] bytes, String sha256, Optional<byte[]> sidecar) {
      this.bytes = bytes;
      this.sha256 = sha256;
      this.sidecar = sidecar;
    }

    String version() {
      return sha256.substring(0, VERSION_DIGITS);
    }

    /**
     * Whether the sidecar is of another content of the file: one of the two is about to be
     * replaced.
     */
    boolean isHalfReplaced() {
      try {
        return sidecar.isPresent() && !Sidecar.read(sidecar.get()).sha256().equals(sha256);
      } catch (UnusableModelException e) {
        return false;
      }
    }

    /**
     * The model.
     *
     * @throws UnusableModelException if it cannot be used, or does not fit the service
     */
    LoadedModel load() throws UnusableModelException {
      if (isHalfReplaced()) {
        throw new UnusableModelException(
            "the sidecar %s is of another file; put the two there together, or remove the sidecar"
                .formatted(Sidecar.of(path).getFileName()));
      }
      Optional<Sidecar> read =
          sidecar.isPresent() ? Optional.of(Sidecar.read(sidecar.get())) : Optional.empty();
      Scorer scorer = ScorerFiles.read(model.format(), bytes);
      try {
        fit.check(scorer, read);
      } catch (UnusableModelException e) {
        scorer.close();
        throw e;
      }
      return new LoadedModel(model, encoding, scorer, version());
    }
  }

  /**
   * The largest file that is read: trees are in memory as bytes and as nodes, the next ones beside
   * those that score; ONNX Runtime has them outside of the heap.
   */
  static long mostBytes(Model.Format format, long heapBytes) {
    return Math.min(
        MOST_BYTES,
        switch (format) {
          case XGBOOST -> heapBytes / 4;
          case ONNX -> heapBytes / 2;
        });
  }

  private Optional<byte[]> bytes(Path file) throws IOException, UnusableModelException {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      if (!found.isRegularFile()) {
        throw new UnusableModelException(
            "%s is %s; put a file there"
                .formatted(file.getFileName(), found.isDirectory() ? "a folder" : "no file"));
      }
      long most = mostBytes(model.format(), Runtime.getRuntime().maxMemory());
      if (found.size() > most) {
        throw new UnusableModelException(
            "%s has %d MiB, and at most %d are read with a heap of %d MiB; %s"
                .formatted(
                    file.getFileName(),
                    found.size() >> 20,
                    most >> 20,
                    Runtime.getRuntime().maxMemory() >> 20,
                    most == MOST_BYTES
                        ? "train a smaller model"
                        : "give the server a larger one by -Xmx, or train a smaller model"));
      }
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
