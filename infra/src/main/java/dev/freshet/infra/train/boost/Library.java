package dev.freshet.infra.train.boost;

import java.util.Optional;

/** Whether the library is there, which serving and the other commands do without. */
public final class Library {

  private Library() {}

  /** Why it cannot be used; empty if it can. */
  public static Optional<String> problem() {
    try {
      Class.forName("ml.dmlc.xgboost4j.java.DMatrix");
      return Optional.empty();
    } catch (ClassNotFoundException e) {
      return Optional.of(
          "the training library is not on the class path; ./freshet train puts infra/target/lib-train there");
    } catch (LinkageError e) {
      return Optional.of(
          "the training library does not run here: %s; it needs libgomp (Debian: apt-get install libgomp1), on Linux, macOS or Windows"
              .formatted(cause(e)));
    }
  }

  private static Throwable cause(Throwable failure) {
    return failure.getCause() == null ? failure : cause(failure.getCause());
  }
}
