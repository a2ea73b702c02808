package dev.freshet.serving.plan;

import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.ExternalView;
import dev.freshet.features.definition.Feature;
import dev.freshet.features.definition.FeatureService;
import dev.freshet.features.definition.FeatureView;
import dev.freshet.features.definition.OnDemandView;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.document.Nearest;
import dev.freshet.features.row.ViewSchemas;
import dev.freshet.features.type.Scalar;
import dev.freshet.serving.metric.ServingMetrics;
import dev.freshet.serving.problem.Problem;
import dev.freshet.serving.problem.ProblemException;
import dev.freshet.serving.problem.ProblemKind;
import dev.freshet.serving.request.Selection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * All that can be asked for, by name. Plans are kept: those of feature services for good, those of
 * lists of features up to a bound. Thread-safe.
 */
public final class Catalog {

  private static final int MOST_KEPT = 1000;
  private static final int MOST_NAMED = 20;

  private final PlanMaker maker;
  private final int maxFeatures;
  private final Map<String, Plan> services = new LinkedHashMap<>();
  private final Map<String, List<Feature>> byName = new HashMap<>();
  private final Map<String, Scalar> joinKeys = new TreeMap<>();
  private final Map<Selection, Plan> kept = new ConcurrentHashMap<>();

  /**
   * The catalog of a repository.
   *
   * @param maxFeatures how many features one request may ask for
   */
  public Catalog(
      Repository repository, ViewSchemas schemas, ServingMetrics metrics, int maxFeatures) {
    this.maker = new PlanMaker(repository, schemas, metrics);
    this.maxFeatures = maxFeatures;
    for (FeatureView view : repository.views()) {
      byName.put(view.name(), List.copyOf(view.features()));
    }
    for (ExternalView view : repository.externalViews()) {
      byName.put(view.name(), List.copyOf(view.features()));
    }
    for (OnDemandView view : repository.onDemandViews()) {
      byName.put(view.name(), List.copyOf(view.features()));
    }
    repository.features().forEach(f -> byName.put(f.fullName(), List.of(f)));
    for (FeatureService service : repository.services()) {
      services.put(service.name(), maker.plan(service.features()));
    }
    for (Entity entity : repository.entities()) {
      entity.joinKeys().forEach(key -> joinKeys.put(key.name(), key.type()));
    }
  }

  /** The plans of the feature services, in the repository's order. */
  public Collection<Plan> servicePlans() {
    return services.values();
  }

  /** The types of all join keys, by name. */
  public Map<String, Scalar> joinKeys() {
    return joinKeys;
  }

  /**
   * How to read the features selected.
   *
   * @throws ProblemException if one is unknown, or they are too many
   */
  public Plan plan(Selection selection) {
    if (selection instanceof Selection.Service service) {
      return plan(service);
    } else if (selection instanceof Selection.ServiceAnd and) {
      return plan(and);
    }
    return plan((Selection.Names) selection);
  }

  private Plan plan(Selection.ServiceAnd selection) {
    Plan service = plan(new Selection.Service(selection.service()));
    if (selection.more().isEmpty()) {
      return service;
    }
    return kept(
        selection,
        () -> {
          Set<Feature> all = new LinkedHashSet<>(service.features());
          all.addAll(features(selection.more()));
          return List.copyOf(all);
        });
  }

  private Plan plan(Selection.Service service) {
    Plan plan = services.get(service.name());
    if (plan == null) {
      throw unknown(
          ProblemKind.UNKNOWN_SERVICE,
          "",
          "feature service",
          List.of(service.name()),
          services.keySet());
    }
    checkCount(plan.features().size());
    return plan;
  }

  private Plan plan(Selection.Names selection) {
    return kept(selection, () -> features(selection.names()));
  }

  private Plan kept(Selection selection, Supplier<List<Feature>> features) {
    Plan plan = kept.get(selection);
    if (plan == null) {
      List<Feature> found = features.get();
      checkCount(found.size());
      plan = maker.plan(found);
      if (kept.size() >= MOST_KEPT) {
        kept.clear();
      }
      kept.put(selection, plan);
    }
    return plan;
  }

  private List<Feature> features(List<String> names) {
    List<Feature> features = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (String name : names) {
      List<Feature> found = byName.get(name);
      if (found == null) {
        unknown.add(name);
      } else {
        features.addAll(found);
      }
    }
    if (!unknown.isEmpty()) {
      throw unknown(ProblemKind.UNKNOWN_FEATURE, "", "feature or view", unknown, byName.keySet());
    }
    return features;
  }

  /**
   * Checks that names are full names of features.
   *
   * @param member where the request has them, for messages
   * @throws ProblemException if there is one of which there is no feature
   */
  public void checkFeatures(String member, Collection<String> names) {
    List<String> unknown = names.stream().filter(name -> !isFeature(name)).toList();
    if (!unknown.isEmpty()) {
      throw unknown(
          ProblemKind.UNKNOWN_FEATURE,
          "\"" + member + "\": ",
          "feature",
          unknown,
          byName.keySet().stream().filter(this::isFeature).toList());
    }
  }

  /** Whether it is the full name of a feature, and not that of a view. */
  private boolean isFeature(String name) {
    return name.indexOf(':') >= 0 && byName.containsKey(name);
  }

  private void checkCount(int features) {
    if (features > maxFeatures) {
      throw Problem.of(
              ProblemKind.TOO_MANY_FEATURES,
              "%d features are asked for, and at most %d may be; ask for the rest in another request"
                  .formatted(features, maxFeatures))
          .with("found", features)
          .with("limit", maxFeatures)
          .exception();
    }
  }

  private static ProblemException unknown(
      ProblemKind kind, String where, String noun, List<String> found, Collection<String> valid) {
    List<String> named = List.copyOf(found.subList(0, Math.min(found.size(), MOST_NAMED)));
    StringBuilder detail = new StringBuilder(where);
    Map<String, Object> nearest = new LinkedHashMap<>();
    for (String name : named) {
      detail.append(name.equals(named.get(0)) ? "there is no " : "; there is no ");
      detail.append(noun).append(" \"").append(name).append('"');
      Nearest.to(name, valid)
          .ifPresent(
              near -> {
                detail.append(", did you mean \"").append(near).append("\"?");
                nearest.put(name, near);
              });
    }
    return Problem.of(kind, detail.toString())
        .with("found", named)
        .with("nearest", nearest)
        .with("valid", List.copyOf(new TreeSet<>(valid)))
        .exception();
  }
}
