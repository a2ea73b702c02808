package dev.freshet.pipelines.training.output;

import dev.freshet.features.definition.Feature;
import dev.freshet.pipelines.spine.Spine;
import java.util.List;

/**
 * The columns of a spine that go into the output as they are.
 *
 * @param places where in the spine each is
 */
record SpineColumns(List<Spine.Column> columns, int[] places) {

  static SpineColumns of(Spine spine, List<Feature> features) {
    List<Spine.Column> others = spine.others(features);
    return new SpineColumns(
        others, others.stream().mapToInt(column -> spine.columns().indexOf(column)).toArray());
  }
}
