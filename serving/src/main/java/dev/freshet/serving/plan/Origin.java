package dev.freshet.serving.plan;

import dev.freshet.features.definition.OnDemandFeature;
import java.util.List;

/** Where a value of an answer comes from. */
public sealed interface Origin {

  /**
   * A row of the store.
   *
   * @param part which of the plan's parts
   * @param place where in the part's readings
   */
  record Stored(int part, int place) implements Origin {}

  /**
   * Another server.
   *
   * @param part which of the plan's external parts
   * @param place which of the part's features
   */
  record Fetched(int part, int place) implements Origin {}

  /**
   * The request's context.
   *
   * @param field which of the plan's context fields
   */
  record Brought(int field) implements Origin {}

  /**
   * Other values, by the feature's expression.
   *
   * @param place which of the plan's computed features
   * @param operands where those come from; none of them is computed
   */
  record Computed(OnDemandFeature feature, int place, List<Origin> operands) implements Origin {

    public Computed {
      operands = List.copyOf(operands);
    }
  }
}
