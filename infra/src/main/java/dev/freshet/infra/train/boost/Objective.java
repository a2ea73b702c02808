package dev.freshet.infra.train.boost;

import java.util.Arrays;
import java.util.Locale;

/** What trees are trained for. */
public enum Objective {
  /** The probability that a label of 0 or 1 is 1. */
  BINARY("binary:logistic", "logloss"),
  /** The label itself, a number. */
  REGRESSION("reg:squarederror", "rmse"),
  /** An order of each group's rows, the most relevant first. */
  RANKING("rank:ndcg", "ndcg@10-");

  private final String named;
  private final String metric;

  Objective(String named, String metric) {
    this.named = named;
    this.metric = metric;
  }

  /** What the library calls it. */
  String named() {
    return named;
  }

  /** By what training stops, as the library calls it. */
  String metric() {
    return metric;
  }

  /** What people call that. */
  public String measure() {
    return switch (this) {
      case BINARY -> "log_loss";
      case REGRESSION -> "rmse";
      case RANKING -> "ndcg_at_10";
    };
  }

  /** Whether more of the measure is better. */
  public boolean isMoreBetter() {
    return this == RANKING;
  }

  /**
   * The objective that people call so.
   *
   * @throws IllegalArgumentException with a message for people
   */
  public static Objective parse(String text) {
    return Arrays.stream(values())
        .filter(objective -> objective.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\"" + text + "\" is no objective; write binary, regression or ranking"));
  }

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
