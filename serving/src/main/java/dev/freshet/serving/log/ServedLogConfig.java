package dev.freshet.serving.log;

/**
 * What is to be logged of what is served, and where.
 *
 * @param target closed with the server
 * @param share of the rows served, from 0 to 1: each is logged with this probability
 */
public record ServedLogConfig(LineTarget target, double share) {

  /** Refuses a share that is none. */
  public ServedLogConfig {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(share + " is no share; write a number from 0 to 1");
    }
  }
}
