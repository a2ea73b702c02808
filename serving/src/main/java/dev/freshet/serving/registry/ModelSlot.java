package dev.freshet.serving.registry;

import dev.freshet.features.bytes.StableId;
import dev.freshet.features.definition.Model;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.encoding.VectorEncoding;
import dev.freshet.serving.metric.ServingMetrics;
import dev.freshet.serving.model.UnusableModelException;
import dev.freshet.serving.model.linear.LinearScorer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The place of one model of the repository: what of it is loaded now, and why nothing else is. */
final class ModelSlot {

  private static final Logger LOG = LoggerFactory.getLogger(ModelSlot.class);

  /** For how many looks a file may be without its sidecar, while both are being replaced. */
  private static final int PATIENCE = 10;

  private final Model definition;
  private final Optional<ModelFile> file;
  private final ServingMetrics metrics;
  private final AtomicReference<Optional<LoadedModel>> current =
      new AtomicReference<>(Optional.empty());
  private String seen = "";
  private int halfReplaced;
  private volatile String refusal = "";

  ModelSlot(Model definition, Repository repository, ServingMetrics metrics) {
    this.definition = definition;
    this.metrics = metrics;
    this.file =
        definition instanceof Model.Stored stored
            ? Optional.of(new ModelFile(stored, new Fit(stored.service(), repository)))
            : Optional.empty();
    if (definition instanceof Model.Linear linear) {
      current.set(Optional.of(loaded(linear)));
    }
    metrics.modelLoaded(definition.name()).set(isLoaded() ? 1 : 0);
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
    if (stamp.equals(seen)) {
      return;
    }
    if (file.get().isHalfReplaced() && halfReplaced++ < PATIENCE) {
      return;
    }
    halfReplaced = 0;
    seen = stamp;
    if (file.get().exists()) {
      load(file.get());
    } else {
      refusal =
          version()
              .map(v -> "the file %s is gone; version %s stays".formatted(file.get().path(), v))
              .orElseGet(
                  () ->
                      "there is no file %s yet; train the model, or put it there"
                          .formatted(file.get().path()));
      LOG.info("Model {}: {}", definition.name(), refusal);
    }
  }

  private void load(ModelFile from) {
    try {
      LoadedModel next = from.load();
      refusal = "";
      replace(Optional.of(next));
      metrics.modelLoads(definition.name(), "loaded").inc();
      LOG.info("Model {} is loaded, version {}", definition.name(), next.version());
    } catch (UnusableModelException | RuntimeException e) {
      refusal = "%s cannot be used: %s".formatted(from.path(), e.getMessage());
      metrics.modelLoads(definition.name(), "refused").inc();
      LOG.warn(
          "Model {}: {}; {}",
          definition.name(),
          refusal,
          isLoaded() ? "the version before it stays" : "it has no other version");
    }
  }

  private void replace(Optional<LoadedModel> next) {
    current.getAndSet(next).ifPresent(LoadedModel::release);
    metrics.modelLoaded(definition.name()).set(next.isPresent() ? 1 : 0);
  }

  void close() {
    replace(Optional.empty());
  }
}
