package dev.freshet.benchmarks.kernel;

import dev.freshet.benchmarks.Table;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks of this package, each with its baseline, in JVMs of their own. */
public final class KernelBenchmarks {

  private KernelBenchmarks() {}

  public static void run() throws RunnerException {
    Map<String, double[]> pairs =
        measure(
            options()
                .forks(2)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1)));
    Table table = new Table("what", "Freshet, ns", "baseline, ns", "baseline / Freshet");
    pairs.forEach(
        (subject, scores) ->
            table.add(
                subject, number(scores[0]), number(scores[1]), number(scores[1] / scores[0])));
    table.print();
  }

  static ChainedOptionsBuilder options() {
    return new OptionsBuilder()
        .include(KernelBenchmarks.class.getPackageName() + "\\.")
        .mode(Mode.AverageTime)
        .timeUnit(TimeUnit.NANOSECONDS)
        .shouldFailOnError(true);
  }

  /** The scores by what was measured: ours, and the baseline's. */
  static Map<String, double[]> measure(ChainedOptionsBuilder options) throws RunnerException {
    Map<String, double[]> pairs = new TreeMap<>();
    for (RunResult result : new Runner(options.build()).run()) {
      String name = result.getParams().getBenchmark();
      String method = name.substring(name.lastIndexOf('.') + 1);
      String subject = name.substring(0, name.lastIndexOf('.')).replaceAll(".*\\.|Benchmark$", "");
      for (String parameter : result.getParams().getParamsKeys()) {
        subject += " `" + result.getParams().getParam(parameter).replace("|", "\\|") + "`";
      }
      pairs.computeIfAbsent(subject, unused -> new double[2])[method.equals("freshet") ? 0 : 1] =
          result.getPrimaryResult().getScore();
    }
    return pairs;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
  }
}
