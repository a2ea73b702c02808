package dev.freshet.pipelines.training;

import dev.freshet.features.definition.Entity;
import dev.freshet.features.row.EntityKey;
import dev.freshet.pipelines.sort.Sortable;
import dev.freshet.pipelines.spine.SpineRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Reads the spine, and asks each row's entities. One of which the row lacks a join key is not
 * asked.
 */
final class ReadSpine implements FlatMapFunction<Long, Sortable> {

  private static final long serialVersionUID = 1L;

  private final TrainingPlan plan;

  ReadSpine(TrainingPlan plan) {
    this.plan = plan;
  }

  @Override
  public void flatMap(Long start, Collector<Sortable> out) throws IOException {
    Needs needs = plan.needs();
    List<Entity.JoinKey> joinKeys = needs.joinKeys();
    List<int[]> places =
        needs.parts().stream()
            .map(part -> part.entity().joinKeys().stream().mapToInt(joinKeys::indexOf).toArray())
            .toList();
    try (SpineRows rows = SpineRows.open(plan.spine(), plan.spineNeeds(needs))) {
      for (long row = 0; rows.next(); row++) {
        for (int part = 0; part < places.size(); part++) {
          List<Object> values = new ArrayList<>();
          for (int place : places.get(part)) {
            values.add(rows.key(place));
          }
          if (!values.contains(null)) {
            String key = EntityKey.of(values);
            out.collect(new Ask(part, key, row, rows.instant()).sortable());
          }
        }
      }
    }
  }
}
