package dev.freshet.pipelines.entity;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * What the subtasks of an operator keep across restarts besides the entities: the lineage, made
 * when there was no state yet, and the store that all rows were written to. Every subtask has its
 * own copy and after a restart sees all of them.
 */
final class JobMemory {

  private final ListState<Long> lineages;
  private final ListState<String> stores;
  private final long lineage;
  private String store;

  /**
   * What was kept, or the beginning.
   *
   * @param freshLineage the lineage of a job that starts without state
   */
  JobMemory(OperatorStateStore state, long freshLineage) throws Exception {
    lineages = state.getUnionListState(new ListStateDescriptor<>("lineage", Types.LONG));
    stores = state.getUnionListState(new ListStateDescriptor<>("store", Types.STRING));
    long oldest = freshLineage;
    for (long kept : lineages.get()) {
      oldest = Math.min(oldest, kept);
    }
    lineage = oldest;
    List<String> kept = new ArrayList<>();
    stores.get().forEach(kept::add);
    boolean agree = kept.stream().distinct().count() == 1;
    store = kept.isEmpty() ? "" : agree ? kept.get(0) : "several";
  }

  long lineage() {
    return lineage;
  }

  /** The identity of the store that has all rows; empty before there was one. */
  String store() {
    return store;
  }

  void remember(String identity) {
    store = identity;
  }

  void snapshot() throws Exception {
    lineages.update(List.of(lineage));
    stores.update(store.isEmpty() ? List.of() : List.of(store));
  }
}
