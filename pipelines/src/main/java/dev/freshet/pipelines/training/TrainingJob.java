package dev.freshet.pipelines.training;

import dev.freshet.pipelines.sort.SortOperator;
import dev.freshet.pipelines.sort.Sortable;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The batch job: events and the spine's questions come together at each entity in the order of
 * time, are folded and answered there, and the answers come together again in the order of rows.
 */
record TrainingJob(TrainingPlan plan, int parallelism) {

  /** Facts are many, answers few. */
  private static final int FACTS_MEMORY_WEIGHT = 3;

  private static final int ANSWERS_MEMORY_WEIGHT = 1;

  /** Adds the job's operators. */
  void build(StreamExecutionEnvironment environment) {
    DataStream<Sortable> told = asked(environment);
    if (!plan.files().isEmpty()) {
      told = told.union(facts(environment));
    }
    DataStream<Sortable> byEntity =
        told.partitionCustom(
            (Long place, int count) -> Math.floorMod(place, count), Sortable::major);
    DataStream<Sortable> answers =
        SortOperator.sort(byEntity, "order by time", parallelism, FACTS_MEMORY_WEIGHT)
            .flatMap(new AnswerAsks(plan))
            .returns(Sortable.TYPE)
            .name("answer")
            .setParallelism(parallelism);
    SortOperator.sort(answers.global(), "order by row", 1, ANSWERS_MEMORY_WEIGHT)
        .transform("write", Types.VOID, new WriteVectors(plan))
        .setParallelism(1);
  }

  private DataStream<Sortable> asked(StreamExecutionEnvironment environment) {
    return environment
        .fromSequence(0, 0)
        .setParallelism(1)
        .flatMap(new ReadSpine(plan))
        .returns(Sortable.TYPE)
        .name("read spine")
        .setParallelism(1);
  }

  private DataStream<Sortable> facts(StreamExecutionEnvironment environment) {
    return environment
        .fromSequence(0, plan.files().size() - 1L)
        .setParallelism(1)
        .rebalance()
        .flatMap(new ReadEvents(plan))
        .returns(Sortable.TYPE)
        .name("read events")
        .setParallelism(parallelism);
  }
}
