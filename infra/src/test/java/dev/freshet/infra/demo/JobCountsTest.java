package dev.freshet.infra.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JobCountsTest {

  @Test
  void addsUpWhatSubtasksEntitiesAndReasonsHave() {
    String page =
        """
        # HELP flink_taskmanager_job_task_operator_outcome_freshet_records freshet_records
        # TYPE flink_taskmanager_job_task_operator_outcome_freshet_records gauge
        flink_taskmanager_job_task_operator_outcome_freshet_records{task="user",subtask_index="0",outcome="folded",} 1200.0
        flink_taskmanager_job_task_operator_outcome_freshet_records{task="user",subtask_index="1",outcome="folded",} 34.0
        flink_taskmanager_job_task_operator_outcome_freshet_records{task="item",subtask_index="0",outcome="folded"} 1.2E7
        flink_taskmanager_job_task_operator_outcome_freshet_records{task="user",outcome="repeated",} 5.0
        flink_taskmanager_job_task_operator_outcome_freshet_records{task="user",outcome="too_late",} 6.0
        flink_taskmanager_job_task_operator_outcome_freshet_records{task="route",outcome="unkeyed",} 7.0
        flink_taskmanager_job_task_operator_reason_freshet_records{outcome="dead_lettered",reason="too_deep",} 8.0
        flink_taskmanager_job_task_operator_reason_freshet_records{outcome="dead_lettered",reason="too_large",} 9.0
        flink_taskmanager_job_task_operator_numRecordsIn{outcome="folded",} 99.0
        """;

    assertThat(JobCounts.parse(page)).isEqualTo(new Counts(12_001_234, 5, 6, 7, 17));
  }

  @Test
  void areNoughtWhereThereAreNone() {
    assertThat(JobCounts.parse("")).isEqualTo(new Counts(0, 0, 0, 0, 0));
  }
}
