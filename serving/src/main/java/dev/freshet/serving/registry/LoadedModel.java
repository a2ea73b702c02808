package dev.freshet.serving.registry;

import dev.freshet.features.definition.Model;
import dev.freshet.features.encoding.VectorEncoding;
import dev.freshet.serving.model.Scorer;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A model as it scores: one version of it. It is closed as soon as it is replaced and nobody uses
 * it any more. Thread-safe.
 */
public final class LoadedModel {

  private final Model definition;
  private final VectorEncoding encoding;
  private final Scorer scorer;
  private final String version;

  /** Who uses it, the registry being one. */
  private final AtomicInteger users = new AtomicInteger(1);

  LoadedModel(Model definition, VectorEncoding encoding, Scorer scorer, String version) {
    this.definition = definition;
    this.encoding = encoding;
    this.scorer = scorer;
    this.version = version;
  }

  public Model definition() {
    return definition;
  }

  /** How vectors become what the scorer reads. */
  public VectorEncoding encoding() {
    return encoding;
  }

  public Scorer scorer() {
    return scorer;
  }

  /** Twelve hexadecimal digits, others for every other file or weights. */
  public String version() {
    return version;
  }

  /** Whether it may be used now; then {@link #release} must follow. */
  boolean acquire() {
    int before;
    do {
      before = users.get();
      if (before == 0) {
        return false;
      }
    } while (!users.compareAndSet(before, before + 1));
    return true;
  }

  void release() {
    if (users.decrementAndGet() == 0) {
      scorer.close();
    }
  }
}
