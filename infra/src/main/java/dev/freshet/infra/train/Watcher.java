package dev.freshet.infra.train;

/** Hears how far a training is. */
@FunctionalInterface
public interface Watcher {

  /**
   * So far.
   *
   * @param what is being done
   * @param share of it that is done, in [0, 1]
   * @param trees grown for it
   */
  void at(String what, double share, int trees);
}
