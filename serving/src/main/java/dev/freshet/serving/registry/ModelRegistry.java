package dev.freshet.serving.registry;

import dev.freshet.features.definition.Model;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Variables;
import dev.freshet.features.document.Nearest;
import dev.freshet.serving.metric.ServingMetrics;
import dev.freshet.serving.problem.Problem;
import dev.freshet.serving.problem.ProblemException;
import dev.freshet.serving.problem.ProblemKind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The models of a repository, each in its newest usable version. A file that comes or changes is
 * taken up within a second, between two requests; one that cannot be used changes nothing.
 * Thread-safe.
 */
public final class ModelRegistry implements AutoCloseable {

  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  private final Map<String, ModelSlot> slots = new LinkedHashMap<>();
  private final Thread watcher = new Thread(this::watch, "freshet-models");
  private volatile boolean closed;

  private ModelRegistry(Repository repository, ServingMetrics metrics, Variables variables) {
    for (Model model : repository.models()) {
      slots.put(model.name(), new ModelSlot(model, repository, metrics, variables));
    }
  }

  /** The models of a repository, loaded as far as they can be, and watched until closed. */
  public static ModelRegistry open(Repository repository, ServingMetrics metrics) {
    return open(repository, metrics, Variables.ofEnvironment());
  }

  /**
   * As {@link #open(Repository, ServingMetrics)}.
   *
   * @param variables what may stand in the paths of files
   */
  static ModelRegistry open(Repository repository, ServingMetrics metrics, Variables variables) {
    ModelRegistry registry = new ModelRegistry(repository, metrics, variables);
    registry.look();
    registry.watcher.setDaemon(true);
    registry.watcher.start();
    return registry;
  }

  /**
   * The model of a name, as it is declared.
   *
   * @throws ProblemException if there is none
   */
  public Model definition(String name) {
    return slot(name).definition();
  }

  /** All models, as they are declared. */
  public List<Model> definitions() {
    return slots.values().stream().map(ModelSlot::definition).toList();
  }

  /** Why the newest file of a model is not loaded; empty text if it is. */
  public String refusal(String name) {
    return slot(name).refusal();
  }

  /** Whether any version of a model is loaded. */
  public boolean isLoaded(String name) {
    return slot(name).isLoaded();
  }

  /** The version of a model that is loaded now; empty if none is. */
  public Optional<String> version(String name) {
    return slot(name).version();
  }

  /**
   * Uses a model. It stays the same while it is used, even if its file changes.
   *
   * @throws ProblemException if there is none of that name, or none is loaded
   */
  public <T> T use(String name, Function<LoadedModel, T> user) {
    ModelSlot slot = slot(name);
    LoadedModel loaded = slot.acquire().orElseThrow(() -> notLoaded(slot));
    try {
      return user.apply(loaded);
    } finally {
      loaded.release();
    }
  }

  /**
   * Checks that a model is there and loaded.
   *
   * @throws ProblemException if it is not
   */
  public void check(String name) {
    ModelSlot slot = slot(name);
    if (!slot.isLoaded()) {
      throw notLoaded(slot);
    }
  }

  private ModelSlot slot(String name) {
    ModelSlot slot = slots.get(name);
    if (slot == null) {
      Problem problem =
          Problem.of(
                  ProblemKind.UNKNOWN_MODEL,
                  slots.isEmpty()
                      ? "there is no model \"%s\", nor any other; define it under models"
                          .formatted(name)
                      : "there is no model \"%s\"%s"
                          .formatted(name, Nearest.hint(name, slots.keySet())))
              .with("found", name)
              .with("valid", List.copyOf(slots.keySet()));
      throw Nearest.to(name, slots.keySet())
          .map(nearest -> problem.with("nearest", nearest))
          .orElse(problem)
          .exception();
    }
    return slot;
  }

  private static ProblemException notLoaded(ModelSlot slot) {
    return Problem.of(
            ProblemKind.MODEL_NOT_LOADED,
            "the model \"%s\" is not loaded: %s"
                .formatted(slot.definition().name(), slot.refusal()))
        .with("model", slot.definition().name())
        .exception();
  }

  /** Takes up what has changed. */
  private void look() {
    slots.values().forEach(ModelSlot::look);
  }

  private void watch() {
    try {
      while (!closed) {
        Thread.sleep(LOOK_EVERY.toMillis());
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops watching, and closes what is loaded. */
  @Override
  public void close() {
    closed = true;
    watcher.interrupt();
    try {
      watcher.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    slots.values().forEach(ModelSlot::close);
  }
}
