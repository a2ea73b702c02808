package dev.freshet.benchmarks.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class KernelBenchmarksIT {

  /** In this JVM and for a moment: that they run, not how fast. */
  @Test
  @Timeout(120)
  void everyBenchmarkRunsBesideItsBaseline() throws Exception {
    TimeValue moment = TimeValue.milliseconds(20);
    Map<String, double[]> pairs =
        KernelBenchmarks.measure(
            KernelBenchmarks.options()
                .verbosity(VerboseMode.SILENT)
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(moment));
    assertThat(pairs).hasSize(13);
    assertThat(pairs.values()).allSatisfy(scores -> assertThat(scores).doesNotContain(0));
  }
}
