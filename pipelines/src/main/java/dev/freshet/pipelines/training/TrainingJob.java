package dev.freshet.pipelines.training;

import dev.freshet.pipelines.sort.SortOperator;
import dev.freshet.pipelines.sort.Sortable;
import org.apache.flink.api.common.BatchShuffleMode;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The batch job: events and the spine's questions come together at each entity in the order of
 * time, are folded and answered there, and the answers come together again in the order of rows.
 * Events of which pairs are made come together before, by whose they are.
 */
record TrainingJob(TrainingPlan plan, int parallelism) {

  /** Facts are many, answers few. */
  private static final int FACTS_MEMORY_WEIGHT = 3;

  private static final int ANSWERS_MEMORY_WEIGHT = 1;

  /** The job as Flink takes it. */
  JobGraph graph() {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(settings());
    build(environment);
    return environment.getStreamGraph().getJobGraph();
  }

  private Configuration settings() {
    Configuration flink = new Configuration();
    flink.set(PipelineOptions.NAME, "freshet training set");
    flink.set(PipelineOptions.GENERIC_TYPES, false);
    flink.set(PipelineOptions.OBJECT_REUSE, true);
    flink.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
    flink.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH);
    // Parts and exchanges are as they are said here, not as Flink finds best while it runs.
    flink.set(JobManagerOptions.SCHEDULER, JobManagerOptions.SchedulerType.Default);
    // Sorts take in all there is before they pass anything on: nothing need be put down between.
    flink.set(ExecutionOptions.BATCH_SHUFFLE_MODE, BatchShuffleMode.ALL_EXCHANGES_PIPELINED);
    // What fails here fails again: a file that cannot be read, a disk that is full.
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    return flink;
  }

  private void build(StreamExecutionEnvironment environment) {
    DataStream<Sortable> told = asked(environment);
    if (!plan.files().isEmpty()) {
      told = told.union(facts(environment));
    }
    DataStream<Sortable> answers =
        SortOperator.sort(byPlace(told), "order by time", parallelism, FACTS_MEMORY_WEIGHT)
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

  private static DataStream<Sortable> byPlace(DataStream<Sortable> told) {
    return told.partitionCustom(
        (Long place, int count) -> Math.floorMod(place, count), Sortable::major);
  }

  private DataStream<Sortable> facts(StreamExecutionEnvironment environment) {
    SingleOutputStreamOperator<Sortable> read = read(environment);
    return plan.needs().hasPairs()
        ? read.union(
            SortOperator.sort(
                    byPlace(read.getSideOutput(ReadEvents.PAIRED)),
                    "order for pairs",
                    parallelism,
                    FACTS_MEMORY_WEIGHT)
                .flatMap(new MakePairs(plan))
                .returns(Sortable.TYPE)
                .name("make pairs")
                .setParallelism(parallelism))
        : read;
  }

  private SingleOutputStreamOperator<Sortable> read(StreamExecutionEnvironment environment) {
    return environment
        .fromSequence(0, plan.files().size() - 1L)
        .setParallelism(1)
        .rebalance()
        .process(new ReadEvents(plan))
        .returns(Sortable.TYPE)
        .name("read events")
        .setParallelism(parallelism);
  }
}
