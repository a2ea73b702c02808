package dev.freshet.serving.request;

import java.util.List;

/** Which features a request asks for. */
public sealed interface Selection {

  /** Those of a feature service. */
  record Service(String name) implements Selection {}

  /**
   * Those named, each as {@code view:feature} or as a whole {@code view}.
   *
   * @param names in the order in which the values are wanted
   */
  record Names(List<String> names) implements Selection {

    public Names {
      names = List.copyOf(names);
    }
  }

  /**
   * Those of a feature service, and others behind them.
   *
   * @param more full names, {@code view:feature}; those of the service among them are not repeated
   */
  record ServiceAnd(String service, List<String> more) implements Selection {

    public ServiceAnd {
      more = List.copyOf(more);
    }
  }
}
