package dev.freshet.infra.command;

import dev.freshet.infra.train.boost.Objective;
import dev.freshet.infra.train.boost.Settings;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options on how trees are grown. */
final class TreeOptions {

  private static final int PATIENCE = 30;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The seed of the rows each tree is grown on, and of intervals; 1 by default.")
  private long seed = 1;

  @Option(
      names = "--trees",
      paramLabel = "N",
      description =
          "How many trees at most; 500 by default. Fewer are kept: training stops when 30 more"
              + " bring nothing to the early-stopping slice.")
  private int trees = 500;

  @Option(
      names = "--depth",
      paramLabel = "N",
      description = "How deep a tree may be; 4 by default.")
  private int depth = 4;

  @Option(
      names = "--learning-rate",
      paramLabel = "R",
      description = "How much of what a tree says is added; 0.1 by default.")
  private double learningRate = 0.1;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "How many threads the library uses; 1 by default. More help where cores are idle.")
  private int threads = 1;

  /** What is wrong with them. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    between("--trees", trees, 1, 100_000, problems);
    between("--depth", depth, 1, 16, problems);
    between("--threads", threads, 1, 1024, problems);
    if (!(learningRate > 0 && learningRate <= 1)) {
      problems.add("--learning-rate " + learningRate + "; write a number above 0, at most 1");
    }
    return problems;
  }

  private static void between(String name, int value, int least, int most, List<String> problems) {
    if (value < least || value > most) {
      problems.add("%s %d; write a number from %d to %d".formatted(name, value, least, most));
    }
  }

  Settings settings(Objective objective) {
    return new Settings(objective, seed, trees, depth, learningRate, PATIENCE, threads);
  }
}
