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

  /** The largest file that is read: 512 MiB. */
  private static final long MOST_BYTES = 512L << 20;

  private final Model.Stored model;
  private final Fit fit;
  private final VectorEncoding encoding;

  ModelFile(Model.Stored model, Fit fit) {
    this.model = model;
    this.fit = fit;
    this.encoding = model.service().encoding();
  }

  Path path() {
    return model.file();
  }

  /** What tells one content of the two files from another without reading them. */
  String stamp() {
    return stamp(model.file()) + " " + stamp(Sidecar.of(model.file()));
  }

  private static String stamp(Path file) {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return found.fileKey() + "/" + found.size() + "/" + found.lastModifiedTime();
    } catch (IOException e) {
      return "none";
    }
  }

  boolean exists() {
    return Files.exists(model.file());
  }

  /**
   * Whether the sidecar is of another content of the file: one of the two is about to be replaced.
   */
  boolean isHalfReplaced() {
    try {
      Optional<byte[]> sidecar = bytes(Sidecar.of(model.file()));
      Optional<byte[]> file = bytes(model.file());
      return sidecar.isPresent()
          && file.isPresent()
          && !Sidecar.read(sidecar.get()).sha256().equals(Sidecar.sha256(file.get()));
    } catch (IOException | UnusableModelException e) {
      return false;
    }
  }

  /**
   * Loads it.
   *
   * @throws UnusableModelException if it cannot be used, or does not fit the service
   */
  LoadedModel load() throws UnusableModelException {
    try {
      byte[] bytes =
          bytes(model.file())
              .orElseThrow(() -> new UnusableModelException("there is no file " + model.file()));
      String sha256 = Sidecar.sha256(bytes);
      Optional<Sidecar> sidecar = sidecar();
      if (sidecar.isPresent() && !sidecar.get().sha256().equals(sha256)) {
        throw new UnusableModelException(
            "the sidecar %s is of another file; put the two there together, or remove the sidecar"
                .formatted(Sidecar.of(model.file()).getFileName()));
      }
      Scorer scorer = ScorerFiles.read(model.format(), bytes);
      try {
        fit.check(scorer, sidecar);
      } catch (UnusableModelException e) {
        scorer.close();
        throw e;
      }
      return new LoadedModel(model, encoding, scorer, sha256.substring(0, VERSION_DIGITS));
    } catch (IOException e) {
      throw new UnusableModelException("the file cannot be read: " + e, e);
    }
  }

  private Optional<Sidecar> sidecar() throws IOException, UnusableModelException {
    Optional<byte[]> bytes = bytes(Sidecar.of(model.file()));
    return bytes.isPresent() ? Optional.of(Sidecar.read(bytes.get())) : Optional.empty();
  }

  private static Optional<byte[]> bytes(Path file) throws IOException, UnusableModelException {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new UnusableModelException(
            file.getFileName() + " is larger than 512 MiB; train fewer or smaller trees");
      }
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
