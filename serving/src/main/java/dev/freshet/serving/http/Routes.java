package dev.freshet.serving.http;

import dev.freshet.features.document.Nearest;
import dev.freshet.serving.problem.Problem;
import dev.freshet.serving.problem.ProblemException;
import dev.freshet.serving.problem.ProblemKind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All endpoints by path and method. Immutable. */
public final class Routes {

  private final Map<String, Map<String, Endpoint>> byPath = new TreeMap<>();

  public Routes(List<Endpoint> endpoints) {
    for (Endpoint endpoint : endpoints) {
      Map<String, Endpoint> methods =
          byPath.computeIfAbsent(endpoint.path(), path -> new TreeMap<>());
      if (methods.put(endpoint.method(), endpoint) != null) {
        throw new IllegalArgumentException(
            "two endpoints at " + endpoint.method() + " " + endpoint.path());
      }
    }
  }

  /** Methods by path, in the order of the paths. */
  public Map<String, List<String>> methods() {
    Map<String, List<String>> methods = new TreeMap<>();
    byPath.forEach((path, found) -> methods.put(path, List.copyOf(found.keySet())));
    return methods;
  }

  /**
   * What answers a method at a path. {@code HEAD} is answered by what answers {@code GET}.
   *
   * @throws ProblemException if there is nothing
   */
  Endpoint find(String method, String path) {
    Map<String, Endpoint> methods = byPath.get(path);
    if (methods == null) {
      throw unknownPath(path);
    }
    Endpoint endpoint = methods.get(method.equals("HEAD") ? "GET" : method);
    if (endpoint == null) {
      List<String> valid = List.copyOf(methods.keySet());
      throw Problem.of(
              ProblemKind.WRONG_METHOD,
              "%s takes %s, and not %s".formatted(path, String.join(" or ", valid), method))
          .with("found", method)
          .with("valid", valid)
          .exception();
    }
    return endpoint;
  }

  private ProblemException unknownPath(String path) {
    List<String> valid = List.copyOf(byPath.keySet());
    Problem problem =
        Problem.of(
                ProblemKind.UNKNOWN_PATH,
                "there is nothing at %s%s".formatted(path, Nearest.question(path, valid)))
            .with("found", path)
            .with("valid", valid);
    return Nearest.to(path, valid)
        .map(nearest -> problem.with("nearest", nearest))
        .orElse(problem)
        .exception();
  }
}
