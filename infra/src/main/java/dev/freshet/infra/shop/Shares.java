package dev.freshet.infra.shop;

/**
 * How many of all records are not plain events on time, each as a share of all.
 *
 * @param late of {@link Kind#LATE}
 * @param repeated of {@link Kind#REPEATED}
 * @param mistyped of {@link Kind#MISTYPED}
 * @param unkeyed of {@link Kind#UNKEYED}
 * @param malformed of all kinds that are dead-lettered, together
 */
public record Shares(
    double late, double repeated, double mistyped, double unkeyed, double malformed) {

  /** What the shop sends unless told otherwise. */
  public static final Shares USUAL = new Shares(0.02, 0.01, 0.002, 0.005, 0.005);

  public Shares {
    for (double share : new double[] {late, repeated, mistyped, unkeyed, malformed}) {
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException("a share is from 0 to 1, not " + share);
      }
    }
    if (late + repeated * 2 + mistyped + unkeyed + malformed > 1) {
      throw new IllegalArgumentException(
          "the shares leave nothing on time; each repeat is of a record on time");
    }
  }

  /** Of all records, those that are events sent for the first time. */
  double fresh() {
    return 1 - repeated - unkeyed - malformed;
  }
}
