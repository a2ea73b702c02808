package dev.freshet.serving.registry;

import dev.freshet.features.bytes.StableId;
import dev.freshet.features.definition.Model;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.UnsetVariableException;
import dev.freshet.features.definition.Variables;
import dev.freshet.features.encoding.VectorEncoding;
import dev.freshet.serving.metric.ServingMetrics;
import dev.freshet.serving.model.UnusableModelException;
import dev.freshet.serving.model.linear.LinearScorer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The place of one model of the repository: what of it is loaded now, and why nothing else is. */
final class ModelSlot {

  private static final Logger LOG = LoggerFactory.getLogger(ModelSlot.class);

  /**
   * How many looks in a row must find a file as it is before it is refused: it may be half there.
   */
  private static final int PATIENCE = 2;

  /** The same, if the sidecar is of another file: both are being replaced. */
  private static final int PATIENCE_WITH_TWO = 10;

  private final Model definition;
  private final Optional<ModelFile> file;
  private final ServingMetrics metrics;
  private final AtomicReference<Optional<LoadedModel>> current =
      new AtomicReference<>(Optional.empty());
  private String seen = "";

  /** Why what was seen cannot be used; empty text if it can, or is refused already. */
  private String doubt = "";

  private int patience;
  private volatile String refusal = "";

  ModelSlot(Model definition, Repository repository, ServingMetrics metrics, Variables variables) {
    this.definition = definition;
    this.metrics = metrics;
    this.file =
        definition instanceof Model.Stored stored
            ? file(stored, repository, variables)
            : Optional.empty();
    if (definition instanceof Model.Linear linear) {
      current.set(Optional.of(loaded(linear)));
    }
    metrics.modelLoaded(definition.name()).set(isLoaded() ? 1 : 0);
  }

  private Optional<ModelFile> file(
      Model.Stored stored, Repository repository, Variables variables) {
    try {
      return Optional.of(
          new ModelFile(
              stored, stored.file().in(variables), new Fit(stored.service(), repository)));
    } catch (UnsetVariableException e) {
      refusal = "file: " + e.getMessage();
      LOG.warn("Model {}: {}", definition.name(), refusal);
      return Optional.empty();
    }
  }

  private static LoadedModel loaded(Model.Linear linear) {
    VectorEncoding encoding = linear.service().encoding();
    String canonical =
        "%s %s %s %s %s"
            .formatted(
                linear.link(),
                linear.bias(),
                new TreeMap<>(linear.weights()),
                new TreeMap<>(linear.missing()),
                encoding.canonical());
    String version = HexFormat.of().toHexDigits(StableId.of(canonical));
    return new LoadedModel(
        linear,
        encoding,
        new LinearScorer(linear, encoding.columns()),
        version.substring(0, ModelFile.VERSION_DIGITS));
  }

  Model definition() {
    return definition;
  }

  boolean isLoaded() {
    return current.get().isPresent();
  }

  Optional<String> version() {
    return current.get().map(LoadedModel::version);
  }

  /** What is loaded now; the caller releases it. */
  Optional<LoadedModel> acquire() {
    Optional<LoadedModel> found = current.get();
    while (found.isPresent() && !found.get().acquire()) {
      found = current.get();
    }
    return found;
  }

  /** Why the file as it is now is not loaded; empty text if it is. */
  String refusal() {
    return refusal;
  }

  /** Looks whether the file has changed, and takes it up if it has. */
  void look() {
    if (file.isEmpty()) {
      return;
    }
    String stamp = file.get().stamp();
    if (!stamp.equals(seen)) {
      boolean first = seen.isEmpty();
      seen = stamp;
      patience = PATIENCE;
      doubt = takeUp(file.get());
      patience = first ? 0 : patience;
    }
    if (!doubt.isEmpty() && patience-- == 0) {
      refuse(file.get().path());
    }
  }

  /** Takes up the file as it is now; says why, if that cannot be. */
  private String takeUp(ModelFile file) {
    try {
      Optional<ModelFile.Content> content = file.read();
      if (content.isPresent()) {
        patience = content.get().isHalfReplaced() ? PATIENCE_WITH_TWO : PATIENCE;
        take(content.get().load());
      } else {
        refusal = absence(file.path());
        LOG.info("Model {}: {}", definition.name(), refusal);
      }
      return "";
    } catch (OutOfMemoryError e) {
      return "there is no memory for it (%s); give the server a larger heap, or train fewer or smaller trees"
          .formatted(e.getMessage());
    } catch (UnusableModelException | RuntimeException | StackOverflowError | LinkageError e) {
      return e.getMessage() == null ? e.toString() : e.getMessage();
    }
  }

  private void refuse(Path path) {
    refusal = "%s cannot be used: %s".formatted(path, doubt);
    doubt = "";
    metrics.modelLoads(definition.name(), "refused").inc();
    LOG.warn(
        "Model {}: {}; {}",
        definition.name(),
        refusal,
        isLoaded() ? "the version before it stays" : "it has no other version");
  }

  private String absence(Path path) {
    return version()
        .map(v -> "the file %s is gone; version %s stays".formatted(path, v))
        .orElseGet(
            () -> "there is no file %s yet; train the model, or put it there".formatted(path));
  }

  /** Takes up a model, unless it is the one that is loaded: then only its sidecar is another. */
  private void take(LoadedModel next) {
    refusal = "";
    if (version().equals(Optional.of(next.version()))) {
      next.release();
      return;
    }
    replace(Optional.of(next));
    metrics.modelLoads(definition.name(), "loaded").inc();
    LOG.info("Model {} is loaded, version {}", definition.name(), next.version());
  }

  private void replace(Optional<LoadedModel> next) {
    current.getAndSet(next).ifPresent(LoadedModel::release);
    metrics.modelLoaded(definition.name()).set(next.isPresent() ? 1 : 0);
  }

  void close() {
    replace(Optional.empty());
  }
}
