package dev.freshet.features.fold;

import dev.freshet.features.definition.FeatureDefinition;
import dev.freshet.features.definition.FeatureView;

/** Hears of what folding left out. Called from the folding thread only. */
public interface FoldMeter {

  /** Hears nothing. */
  FoldMeter NONE = new FoldMeter() {};

  /** An expression of the definition failed for an event, which therefore left it unchanged. */
  default void failed(FeatureView view, FeatureDefinition definition) {}

  /** A view's {@code where} failed for an event, which therefore is not one of the view's. */
  default void failedWhere(FeatureView view) {}

  /** Keys were let go, there being more than {@code max_keys}. */
  default void letGo(FeatureView view, FeatureDefinition definition, int keys) {}

  /** An event was folded unchecked: it is older than the ids that are remembered. */
  default void unchecked() {}
}
